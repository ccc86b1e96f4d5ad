"""Pages on which everybody sees how a cycle stands, and conveners name evidence."""
