"""The steps of an interview, one use case per module."""
