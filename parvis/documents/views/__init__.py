"""Pages of the documents: reading them, and keeping them."""
