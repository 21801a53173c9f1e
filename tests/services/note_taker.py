"""A program of its own that takes notes until it is killed, and says each one it has kept.

note_taker.py FILE INTERVIEW
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from infoint_tui.bootstrap import build_services
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.domain.records.settings import Settings

if __name__ == "__main__":
    clock = FixedClock(datetime(2026, 11, 23, 9, tzinfo=UTC))
    services = build_services(Path(sys.argv[1]), clock=clock, settings=Settings())
    conversation = services.conversations.begin(sys.argv[2])
    for n in count():
        conversation.typing(f"typing {n}")
        print(f"typing {n}", flush=True)
        conversation.note(f"note {n}")
        print(f"note {n}", flush=True)
