"""Forms of outcomes. They validate and carry."""
