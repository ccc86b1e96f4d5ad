"""What templates can ask of people."""
