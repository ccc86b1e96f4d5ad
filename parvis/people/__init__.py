"""NAME: persons, organisations, their roles in a place, invitations, and what they consented to."""
