"""The records of the file: frozen pydantic models."""
