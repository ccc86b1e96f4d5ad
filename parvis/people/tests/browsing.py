"""What a browser does in these tests: ask for a code, read it in the mail, type it."""

import re

from parvis.core.models import OutgoingMessage


def last_code(email):
    """Return the code in the newest message to an address."""
    message = OutgoingMessage.objects.filter(to=email, kind="account.sign_in_code").order_by("-pk").first()
    return re.search(r"\d{4} \d{4}", message.text).group()


def sign_in(client, email, **extra):
    """Sign in by a code, as a person would; return the last answer."""
    client.post("/en/sign-in/", {"email": email, **extra})
    return client.post("/en/sign-in/code/", {"code": last_code(email), **extra})
