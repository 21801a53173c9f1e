"""What the records say about all the conversations taken together."""
