"""The forms of finding support."""
