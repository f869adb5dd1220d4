"""What is written of outcomes: rows are added, never changed."""
