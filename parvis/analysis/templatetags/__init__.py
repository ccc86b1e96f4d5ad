"""Template tags of analysis."""
