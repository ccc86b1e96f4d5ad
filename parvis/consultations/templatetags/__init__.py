"""What templates of consultations can say."""
