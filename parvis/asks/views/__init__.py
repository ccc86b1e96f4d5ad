"""Pages about asks, one file a subject."""
