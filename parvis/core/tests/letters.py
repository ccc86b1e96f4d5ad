"""Messages made for tests."""

from parvis.core.mail import post


def write(to="amina@example.org", *, kind="test.greeting", key="hello:1", language="en", **context):
    return post(to=to, kind=kind, key=key, language=language, context={"name": "Amina", "words": "Welcome.", **context})
