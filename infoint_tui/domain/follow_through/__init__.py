"""What is owed, and where it is shown: the board, today, hints."""
