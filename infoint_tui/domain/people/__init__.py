"""Recognizing people: the same person in an import, and the names that someone suggests."""
