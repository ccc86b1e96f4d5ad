"""Pages of the registry of consultations."""
