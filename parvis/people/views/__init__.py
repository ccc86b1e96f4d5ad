"""Pages about oneself and about roles, one file a subject."""
