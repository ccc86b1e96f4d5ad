"""What can go wrong when we fetch something, each with its sentence."""

import enum
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parvis.core.rules import Refused


class Why(enum.Enum):
    """Why nothing was fetched."""

    NO_ADDRESS = "no address"
    FORBIDDEN = "forbidden"
    UNKNOWN_HOST = "unknown host"
    UNREACHABLE = "unreachable"
    SLOW = "slow"
    NOT_SAFE = "not safe"
    REDIRECTS = "redirects"
    TOO_LARGE = "too large"
    GARBLED = "garbled"
    SIGN_IN = "sign in"
    GONE = "gone"
    TOO_OFTEN = "too often"
    REFUSED = "refused"
    BROKEN = "broken"
    OTHER_KIND = "other kind"


_SENTENCES: dict[Why, Promise] = {
    Why.NO_ADDRESS: _("This is not the address of a page: it begins with https:// and names a site."),
    Why.FORBIDDEN: _("This address is not on the public web, so it is not opened from here."),
    Why.UNKNOWN_HOST: _("No site has this name. Is it written correctly?"),
    Why.UNREACHABLE: _("The site does not answer at the moment. It is tried again later."),
    Why.SLOW: _("The site answers too slowly. It is tried again later."),
    Why.NOT_SAFE: _(
        "The site does not prove that it is who it says (its certificate is not valid), so it is not read."
    ),
    Why.REDIRECTS: _("The site sends visitors from one address to the next without end."),
    Why.TOO_LARGE: _("The site answers with more than can be taken, so it is not read."),
    Why.GARBLED: _("The site answers with something that cannot be read."),
    Why.SIGN_IN: _("The site shows this only to people who sign in there."),
    Why.GONE: _("There is nothing at this address, or not any more."),
    Why.TOO_OFTEN: _("The site asks us to come less often. It is tried again later."),
    Why.REFUSED: _("The site refuses to show this."),
    Why.BROKEN: _("The site has a fault of its own at the moment. It is tried again later."),
    Why.OTHER_KIND: _("The site answers with a page for people where data were expected. Is the address correct?"),
}


class NotFetched(Refused):
    """Nothing was fetched. `why` tells programs, `reason` tells people; `again_at` is when the site lets us come back.

    `code` is what the server answered, if it did.
    """

    def __init__(self, why: Why, *, code: int | None = None, again_at: datetime | None = None) -> None:
        super().__init__(_SENTENCES[why])
        self.why = why
        self.code = code
        self.again_at = again_at
