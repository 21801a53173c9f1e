"""Recognizing people: the same person in an import, the names that someone suggests."""
