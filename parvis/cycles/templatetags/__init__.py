"""What templates can ask of cycles."""
