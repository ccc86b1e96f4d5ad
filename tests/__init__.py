"""Promises that hold across the whole of Parvis."""
