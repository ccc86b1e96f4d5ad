"""Pages of the forum: reading them, keeping the forum, and its meetings."""
