"""What people agree with: short statements, and votes on them. Which groups of people there are, is for `analysis` to tell."""
