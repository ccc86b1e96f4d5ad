"""UNDERSTAND: what votes and words say together, so that anyone can check it.

The engine is plain Python on arrays; what Parvis does with it stands around it.
"""
