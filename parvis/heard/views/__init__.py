"""Pages of reports: what everybody reads, and the desk where they are written."""
