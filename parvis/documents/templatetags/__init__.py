"""What templates say of documents."""
