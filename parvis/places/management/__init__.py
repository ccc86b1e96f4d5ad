"""What can be done with places from the command line."""
