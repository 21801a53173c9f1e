"""The benchmark that holds the bars of speed and size: `python -m tests.bench`."""
