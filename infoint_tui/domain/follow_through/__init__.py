"""What is owed, and where it is shown: on the board, on Today, and in hints."""
