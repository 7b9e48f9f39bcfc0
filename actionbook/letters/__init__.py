"""Letters to the leads of a plan: who is asked for what, in words, in HTML, in a calendar."""
