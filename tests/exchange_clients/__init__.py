"""What other programs make of our files, and we of theirs: `python -m tests.exchange_clients`."""
