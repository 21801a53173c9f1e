"""The one TinyDB file, and the small repository in front of it."""
