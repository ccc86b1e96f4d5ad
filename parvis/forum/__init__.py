"""FRAME: the multi-stakeholder forum of a place: its seats, who holds them, and its meetings."""
