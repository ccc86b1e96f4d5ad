"""Bring in what was said elsewhere: from a file of rows to contributions, each row accepted or refused with a reason."""
