"""The messages to write: what they say, their templates, and the checks on them."""
