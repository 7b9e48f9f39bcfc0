"""A plan to a committee: content first, then form."""
