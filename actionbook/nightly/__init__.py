"""The refresh that nobody watches: when it is due, the run, the record."""
