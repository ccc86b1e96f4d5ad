"""The ground everything stands on: lifecycles, rules, words in several languages, receipts, pages.

Nothing here knows what a consultation is.
"""
