"""Messages to write: what they say, their templates, their checks."""
