"""The steps of an interview, one use case a module."""
