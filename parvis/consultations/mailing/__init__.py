"""Letters people send to a consultation: reading them, however they were made, without believing what they say.

Nothing here saves or publishes anything; `actions/mails.py` does.
"""
