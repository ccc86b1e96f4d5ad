"""What pages and actions ask, one file a subject; every answer takes a constant number of queries."""
