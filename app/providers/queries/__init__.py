"""Reading the directory: search, one listing, what was checked, who has room."""
