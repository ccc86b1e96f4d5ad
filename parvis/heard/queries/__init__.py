"""What pages of reports show, what reports count, and what is published."""
