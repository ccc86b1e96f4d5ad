"""Sheets of paper: printed in batches, filled in by hand, typed in by one person or by two. Each becomes a contribution."""
