"""Commands, each declared once, and the keys that call them."""
