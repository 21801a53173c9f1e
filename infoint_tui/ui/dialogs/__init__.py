"""Dialogs: values go in, a typed result comes out."""
