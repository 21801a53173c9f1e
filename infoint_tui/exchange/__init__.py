"""Formats in and out: text on one side, domain values on the other."""
