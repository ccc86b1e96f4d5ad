"""Pages of answers, commitments and plans: those everybody reads, and those of the desk."""
