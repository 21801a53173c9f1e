"""The records of the file: frozen pydantic models."""

import os

# They have no plugins, and to look for some, pydantic reads the metadata of all that is installed.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
