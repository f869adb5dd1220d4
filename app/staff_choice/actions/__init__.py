"""Choosing my staff."""
