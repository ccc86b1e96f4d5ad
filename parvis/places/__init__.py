"""NAME: countries and local governments taking part, since when, and in which languages."""
