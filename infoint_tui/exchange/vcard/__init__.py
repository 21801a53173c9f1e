"""vCards 2.1, 3.0 and 4.0: read as they are found, written as readers expect them."""
