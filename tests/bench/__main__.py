"""`python -m tests.bench`: measure everything and print the table; fails if a bar is not held."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.bench.measures import ONCE, Bench
from tests.bench.table import Row, lines

QUICK = 5


def main() -> int:
    """Run the measurements that were asked for; returns 1 if a bar is not held."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=ONCE, help="how often each program is started")
    parser.add_argument("--only", metavar="NAME", default="", help="those whose name begins so")
    parser.add_argument("--quick", action="store_true", help=f"the same as --runs {QUICK}")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="infoint-bench-") as folder:
        bench = Bench(Path(folder), QUICK if given.quick else given.runs)
        chosen = [name for name in bench.measurements if name.startswith(given.only)]
        if not chosen:
            parser.error(f"nothing is called so; there is {', '.join(bench.measurements)}")
        rows: list[Row] = []
        for name in chosen:
            print(f"{name} ...", file=sys.stderr, flush=True)
            rows += bench.measurements[name]()
    print("\n".join(lines(rows)))
    return 0 if all(row.held for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
