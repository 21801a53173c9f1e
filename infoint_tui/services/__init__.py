"""The use cases: each public method is something a person does."""
