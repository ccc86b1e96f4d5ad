"""What can be done with people from the command line."""
