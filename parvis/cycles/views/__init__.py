"""Pages of the cycles: reading them, and framing them."""
