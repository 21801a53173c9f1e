"""What the records say about the conversations as a whole."""
