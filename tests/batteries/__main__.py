"""`python -m tests.batteries [NAME ...]`: the long form of the batteries, and their table."""

from __future__ import annotations

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.batteries.table import BATTERIES, Battery, Kind
from tests.batteries.tally import Tally, tally

HEADINGS = ("battery", "tried", "promise", "runs", "held", "stock `JSONStorage` breaks it")


def main() -> int:
    """Run the batteries that were asked for and print the table.

    Returns:
        1 if a promise was broken by us, or if stock storage was not seen to break it.
    """
    parser = argparse.ArgumentParser(prog="python -m tests.batteries", description=__doc__)
    known = {battery.name: battery for battery in BATTERIES}
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(known))
    parser.add_argument("--short", action="store_true", help="the form that runs with the tests")
    given = parser.parse_args()
    if unknown := set(given.names) - set(known):
        parser.error(f"there is no {', '.join(sorted(unknown))}; choose from {', '.join(known)}")
    chosen = [known[name] for name in given.names or known]
    tallies = _all(chosen, is_long=not given.short)
    print("\n".join(_lines(chosen, tallies)))
    return 0 if all(_is_good(*each) for each in tallies.items()) else 1


Tallies = dict[tuple[str, Kind], Tally]


def _all(chosen: list[Battery], *, is_long: bool) -> Tallies:
    jobs: list[tuple[str, Kind]] = [(each.name, "ours") for each in chosen]
    jobs += [(each.name, "stock") for each in chosen if each.has_stock]
    tallies: Tallies = {}
    # Not forked, as a battery has threads and forks by itself; two at once on two cores.
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn"), max_tasks_per_child=1) as pool:
        waiting = {job: pool.submit(tally, *job, is_long) for job in jobs}
        for job, future in waiting.items():
            found = tallies[job] = future.result()
            words = found.not_run or f"{found.runs} runs, {len(found.broken)} broken"
            print(f"{' over '.join(job)}: {words}, {found.seconds:.0f} s", file=sys.stderr)
            for outcome in found.broken[:5] if job[1] == "ours" else ():
                print(f"    {outcome}", file=sys.stderr)
    return tallies


def _is_good(job: tuple[str, Kind], found: Tally) -> bool:
    return bool(found.not_run) or (bool(found.broken) == (job[1] == "stock"))


def _lines(chosen: list[Battery], tallies: Tallies) -> list[str]:
    """Return the table in Markdown."""
    lines = [f"| {' | '.join(HEADINGS)} |", f"|{'---|' * len(HEADINGS)}"]
    for battery in chosen:
        ours, stock = tallies[battery.name, "ours"], tallies.get((battery.name, "stock"))
        held = f"{ours.runs - len(ours.broken):,}"
        runs = f"not run: {ours.not_run}" if ours.not_run else f"{ours.runs:,}"
        breaks = f"{len(stock.broken):,} of {stock.runs:,}" if stock else ""
        cells = f"`{battery.name}`", battery.tries, battery.promise, runs, held, breaks
        lines.append(f"| {' | '.join(cells)} |")
    return lines


if __name__ == "__main__":
    sys.exit(main())
