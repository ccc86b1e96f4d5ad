"""Turn what was typed into clean words; nothing here saves anything."""
