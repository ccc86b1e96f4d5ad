"""Whether a cycle keeps the partnership's standards, computed from what happened, with evidence anybody can open.

A self-check and never a verdict: the Independent Reporting Mechanism decides. It asks the forum, the repository, the
calendar, the consultations and the plan; it holds nothing of its own but what it found, and documents people point to.
"""
