"""Stories that cross the whole site, told from a person's side, in a real browser."""
