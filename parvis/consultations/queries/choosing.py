"""Which contributions a reader wants to see, and in which order, as written in an address."""

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.consultations.models import Consultation, Contribution, Membership
from parvis.core import clock
from parvis.core.cleaning import clean_line
from parvis.themes.models import Theme

NEWEST, SUPPORTED, LOT, OLDEST = "newest", "supported", "lot", "oldest"
ORDERS = {
    NEWEST: _("the newest first"),
    SUPPORTED: _("the most supported first"),
    LOT: _("in an order drawn by lot each day"),
    OLDEST: _("the oldest first"),
}
ANSWERED, UNANSWERED, LATE = "answered", "unanswered", "late"
STATES = {
    ANSWERED: pgettext_lazy("contribution", "answered"),
    UNANSWERED: _("not answered yet"),
    LATE: _("whose answer is late"),
    **{value: label for value, label in Contribution.Answer.choices if value},
}
LONGEST_QUERY = 200
TOGETHER = "together"


class Choice(NamedTuple):
    """What a reader chose; every part is sound, whatever stood in the address."""

    query: str = ""
    theme: str = ""
    language: str = ""
    state: str = ""
    order: str = NEWEST
    after: str = ""
    theme_id: int | None = None
    # Whether what was grouped is shown as one row, that of its lead.
    together: bool = False
    event: int | None = None

    @property
    def filters(self) -> bool:
        """Tell whether only some of the contributions are wanted."""
        return bool(self.query or self.theme or self.language or self.state or self.event)


def read_choice(asked: Mapping[str, str], themes: Iterable[Theme] = (), events: Iterable[int] = ()) -> Choice:
    """Read a choice from the query of an address.

    What makes no sense, is no theme of `themes` or no event of `events`, is left out.
    """
    state, order = asked.get("answer", ""), asked.get("order", "")
    theme = {theme.slug: theme.pk for theme in themes}.get(asked.get("theme", ""))
    # Whoever waits longest comes first: also the only order in which late answers are all found at one end.
    usual = OLDEST if state == LATE else NEWEST
    return Choice(
        query=clean_line(asked.get("q", ""))[:LONGEST_QUERY],
        theme=asked["theme"] if theme else "",
        language=clean_line(asked.get("language", ""))[:12],
        state=state if state in STATES else "",
        order=order if order in ORDERS else usual,
        after=clean_line(asked.get("after", ""))[:60],
        theme_id=theme,
        together=asked.get("alike") == TOGETHER,
        event={str(event): event for event in events}.get(asked.get("event", "")),
    )


def narrow(rows: Any, choice: Choice, today: datetime.date, beside: str = "") -> Any:
    """Keep of `rows` those that were chosen, but for the words looked for and the theme.

    `beside` is the path from a row to its contribution, when the rows are not contributions themselves.
    """
    conditions: dict[str, Any] = {}
    if choice.language:
        conditions["language"] = choice.language
    if choice.state == ANSWERED:
        conditions["answered_at__isnull"] = False
    elif choice.state in (UNANSWERED, LATE):
        conditions |= {"answered_at__isnull": True, "answer": ""}
    elif choice.state:
        conditions["answer"] = choice.state
    if choice.state == LATE:
        conditions["answer_due_on__lt"] = today
    rows = rows.filter(**{f"{beside}{name}": value for name, value in conditions.items()})
    return rows.exclude(_led_by_another(f"{beside or 'pk'}".removesuffix("__"))) if choice.together else rows


def _led_by_another(number: str) -> Exists:
    """Tell of a contribution whether another one, which can be read, stands for it."""
    member = Membership.objects.filter(
        contribution=OuterRef(number), left_at=None, group__lead__status=Contribution.Status.PUBLISHED
    )
    return Exists(member.exclude(group__lead=F("contribution")))


def labels_of(choice: Choice) -> list[str]:
    """Return the labels under which the search knows what was chosen."""
    labels = []
    if choice.theme:
        labels.append(f"theme:{choice.theme}")
    if choice.language:
        labels.append(f"language:{choice.language}")
    if choice.state in (ANSWERED, UNANSWERED):
        labels.append(choice.state)
    elif choice.state == LATE:
        labels.append(UNANSWERED)
    elif choice.state:
        labels.append(f"answer:{choice.state}")
    if choice.event:
        labels.append(f"event:{choice.event}")
    return labels


def start_of_the_day(consultation: Consultation) -> int:
    """Return where the ring of lots begins today: the same for everybody, another one tomorrow."""
    today = clock.now().astimezone(consultation.zone).date()
    return int(hashlib.sha256(f"{consultation.pk} {today}".encode()).hexdigest()[:8], 16) % 2**31
