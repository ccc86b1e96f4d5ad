"""What is said of a file that cannot be taken."""

from django.utils.translation import gettext as _

from parvis.core.rules import Refused


class Unfit(Refused):
    """A file cannot be taken; the sentence says why, and what to do."""


def not_a(ending: str) -> Unfit:
    """Say that a file is not what its name says."""
    sentence = _("Its name says %(type)s, but what is in it is something else, or broken. Save it anew as %(type)s.")
    return Unfit(sentence % {"type": ending.upper()})


def too_much(ending: str) -> Unfit:
    """Say that a file would never end."""
    return Unfit(_("This %(type)s is far larger inside than it looks. It was not kept.") % {"type": ending.upper()})


def acts(what: str) -> Unfit:
    """Say that a file does something by itself."""
    sentence = _("This file was not kept: it holds %(what)s, as infected files do. Save it without, and send that.")
    return Unfit(sentence % {"what": what})
