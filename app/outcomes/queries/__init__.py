"""What is read of outcomes, as far as a viewer may."""
