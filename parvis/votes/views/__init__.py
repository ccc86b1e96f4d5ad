"""Pages on which people vote, see what came of it, and on which conveners prepare it."""
