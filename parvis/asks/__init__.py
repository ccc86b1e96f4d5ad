"""Asks: what people post elsewhere with a campaign's tag, brought here, sorted, routed to whoever must answer, and answered.

It does not fetch posts (connectors do) and holds no opinion of a place's plan: a proposal goes on as a contribution.
"""
