"""The forms of the registry of consultations."""
