"""Writing to people: messages are posted in the transaction of what they tell of, and sent by `parvis work`.

A posted message is sent at least once: tried again while the mail server cannot take it, and at worst sent twice when a
worker dies between sending and writing that down (both then bear the same Message-ID).
"""

from parvis.core.mail.posting import forget_address, post

__all__ = ["forget_address", "post"]
