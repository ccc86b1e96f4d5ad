"""What can be done with the registry from the command line."""
