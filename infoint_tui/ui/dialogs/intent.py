"""Why the user wants to talk, as every form offers it."""

from __future__ import annotations

from infoint_tui.domain.vocabulary import INTENT_WORDS, Intent
from infoint_tui.ui.kit.choice_field import ChoiceField

INTENTS: tuple[tuple[Intent, str], ...] = tuple(INTENT_WORDS.items())
"""Every intent with its label."""


def intent_field(intent: Intent) -> ChoiceField[Intent]:
    """Return a field for the user's intent, which starts with `intent`."""
    return ChoiceField("I'm", INTENTS, intent)
