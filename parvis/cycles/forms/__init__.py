"""How what is typed about cycles is heard."""
