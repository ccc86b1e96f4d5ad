"""What templates of asks can say."""
