"""What templates can ask of places."""
