"""A conversation, before, during and after it."""
