"""WELCOME: the square, search, the desk, and the pages that mix what other apps know."""
