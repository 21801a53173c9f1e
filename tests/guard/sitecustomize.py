"""Python runs this first in every program that a test starts: no network there either."""

import tests.network  # noqa: F401 - it watches from now on
