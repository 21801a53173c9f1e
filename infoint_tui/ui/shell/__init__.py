"""Helpers for the app: keys typed ahead, signals, help, palette, theme, session."""
