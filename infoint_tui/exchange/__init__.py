"""Reading and writing formats: text on one side, domain values on the other."""
