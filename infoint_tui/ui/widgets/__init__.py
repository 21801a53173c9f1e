"""The app's own widgets; they contain no business rules."""
