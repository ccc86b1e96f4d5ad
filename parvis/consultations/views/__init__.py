"""Pages about consultations, one file a subject."""
