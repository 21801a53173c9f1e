"""`python -m tests.exchange_clients [NAME ...]`: run the checks and say how each went.

The programs come with `pip install -e '.[clients]'`; one that is missing is reported as not run.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.exchange_clients.clients import CHECKS, MissingError


def main(names: list[str]) -> int:
    """Run the named checks, or all; return 1 if something is wrong."""
    is_bad = False
    for name in names or CHECKS:
        print(name, flush=True)
        with tempfile.TemporaryDirectory(prefix="infoint-clients-") as folder:
            try:
                wrong = CHECKS[name](Path(folder))
            except MissingError as missing:
                print(f"  not run: {missing} is not installed")
                continue
        is_bad |= bool(wrong)
        print("\n".join(f"  {each}" for each in wrong[:10]) or "  all is well")
    return int(is_bad)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
