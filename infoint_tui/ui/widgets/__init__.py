"""Widgets that know no rules."""
