"""What pages tell of cycles."""
