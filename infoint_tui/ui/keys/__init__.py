"""Commands, declared once, and the keys that call them."""
