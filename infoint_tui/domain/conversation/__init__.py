"""A conversation: planning it, taking notes during it, writing it up afterwards."""
