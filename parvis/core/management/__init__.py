"""Verbs of the console that serve every app."""
