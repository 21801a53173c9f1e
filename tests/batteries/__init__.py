"""Batteries: each tries a promise about the data many times over, with faults, kills and peers.

Every battery is a module with a function `run(terms)`, which yields one text a run: "" if the
promise was held, or else what broke it. `table.BATTERIES` names them all. The short form of each is
a test in `test_batteries.py`; `python -m tests.batteries [NAME ...]` runs the long forms and prints
a table. Those with `has_stock` also run over TinyDB's own `JSONStorage`, where the promise must be
seen to break.
"""
