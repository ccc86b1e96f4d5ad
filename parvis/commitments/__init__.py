"""DECIDE, DELIVER: reasoned responses, commitments, the plan, and what became of it."""
