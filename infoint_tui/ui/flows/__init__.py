"""What several screens do, as functions over a screen."""
