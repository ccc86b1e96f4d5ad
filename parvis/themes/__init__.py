"""NAME: the subjects people care about. What a cycle makes of them is not here."""
