"""What pages tell of runs."""
