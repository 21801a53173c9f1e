"""What the user does on several screens, as functions that take the screen.

A function that shares its name with a command carries out that command, on every screen that
lists its module in `FLOWS`.
"""

from infoint_tui.ui.flows import (
    answer,
    contact,
    export,
    follow_up,
    goal,
    interview,
    message,
    removing,
    schedule,
    thank_you,
    write_up,
)

ON_A_CONTACT = (
    *(contact, interview, answer, schedule, thank_you, write_up, follow_up, message, goal),
    removing,
    export,
)
"""The modules that carry out the commands on the contact under the cursor."""
