"""Pages of maps of opinions: what everybody reads, and the desk from which they are asked for."""
