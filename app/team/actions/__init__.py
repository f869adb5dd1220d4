"""What is written about teams."""
