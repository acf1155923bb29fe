"""Verifying the file and printed folios: dialogs, and the look at the seals after opening."""
