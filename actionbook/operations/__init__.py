"""What is done to a plan: pure, values in and values out."""
