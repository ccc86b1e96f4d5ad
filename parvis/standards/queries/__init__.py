"""What is asked of standards: what happened in cycles, how each stands, and how members compare."""
