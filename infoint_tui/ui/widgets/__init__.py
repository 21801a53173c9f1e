"""Widgets of this product; they know no rules."""
