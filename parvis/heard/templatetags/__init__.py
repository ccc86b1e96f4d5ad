"""What templates of reports may ask for."""
