"""The question bank and the sample people."""
