"""Print the sheet of a 20-minute conversation, and count its pages: `python -m tests.print_sheet`.

It needs Chromium; where there is none, it says so, and checks nothing.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from infoint_tui.bootstrap import sample_services
from infoint_tui.domain.basics.clock import FixedClock
from infoint_tui.services.container import Services

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SIZES = ("A4", "letter")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ABOUT = (
    "I taught math for nine years, most of them in Porto.",
    "I wonder whether data work on power grids is for me.",
    "I talk to people who do it before I decide.",
)


def pages(services: Services, name: str) -> str:
    """Return the page to print for someone, with a full plan and everything a sheet can tell."""
    services.about_you.change("Mira Sol", ABOUT)
    contact = services.contacts.find(name)
    interview = services.planning.plan_interview(contact.id, 20)
    goals = services.goals.all()
    services.interviews.edit(
        interview.id,
        "prepare",
        outcome="Decide on grid data work, and get one more name.",
        belief="It is mostly modeling, and mostly alone.",
        research="Her talk on forecasts; the grid report of 2025, chapters 2 and 3.",
        goal_id=goals[0].goal.id if goals else None,
    )
    services.planning.suggest(interview.id)
    preparation = services.planning.preparation(interview.id)
    assert preparation is not None
    return services.planning.sheet(preparation, "html")


def page_count(browser: str, page: str, size: str) -> int:
    """Return on how many pages of a size the browser prints a page."""
    with tempfile.TemporaryDirectory() as folder:
        source, printed = Path(folder) / "sheet.html", Path(folder) / "sheet.pdf"
        source.write_text(page.replace("@page {", f"@page {{ size: {size};", 1), "utf-8")
        subprocess.run(
            [
                browser,
                *("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"),
                f"--user-data-dir={folder}/profile",
                f"--print-to-pdf={printed}",
                source.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return len(re.findall(rb"/Type\s*/Page\b", printed.read_bytes()))


def main() -> int:
    """Print the sheets of two people on each size, and return 1 if one takes a second page."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        print("not run: there is no Chromium here")
        return 0
    failed = False
    with sample_services(FixedClock(NOW, "Europe/Lisbon")) as services:
        for name in ("Ana Ruiz", "Hugo Brandt"):
            page = pages(services, name)
            for size in SIZES:
                count = page_count(browser, page, size)
                failed |= count != 1
                print(f"{name}, {size}: {count} page{'s' * (count != 1)}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
