"""What is read of teams; each query takes the viewer."""
