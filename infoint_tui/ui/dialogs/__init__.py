"""Dialogs: values in, a typed result out."""
