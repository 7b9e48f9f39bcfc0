"""What a plan is: its values, the words it is written in, and what the dates say of it."""
