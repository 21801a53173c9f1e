"""What the user does on several screens, as functions over the screen they do it on.

A function with the name of a command carries that command out, on every screen that lists its
module in `FLOWS`.
"""

from infoint_tui.ui.flows import (
    answer,
    contact,
    follow_up,
    goal,
    interview,
    message,
    schedule,
    thank_you,
    write_up,
)

ON_A_CONTACT = (contact, interview, answer, schedule, thank_you, write_up, follow_up, message, goal)
"""The modules that carry out the commands on the contact under the cursor."""
