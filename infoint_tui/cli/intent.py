"""The `--intent` option, which says why the user wants to talk."""

from __future__ import annotations

from typing import get_args

from infoint_tui.domain.vocabulary import Intent

INTENTS = get_args(Intent)
INTENT_HELP = "Not asking for a job, or job hunting too; same as last time if left out."
