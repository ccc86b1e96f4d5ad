"""Moments as people type them: a day and an hour on the clocks of a place, which change twice a year."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

TYPED = "%Y-%m-%dT%H:%M"
SKIPPED = _("On that day the clocks in %(zone)s go forward, and this hour does not exist. Choose another one.")
YEARS = range(1990, 2200)
TWICE = _("On that day the clocks in %(zone)s go back, and this hour comes twice. Choose an earlier or a later one.")


def local_moment(typed: datetime.datetime, zone: ZoneInfo) -> datetime.datetime:
    """Return the moment at which the clocks of `zone` show `typed`, in UTC.

    Raise ValidationError, with a sentence, for an hour the clocks skip or show twice.
    """
    first, second = (typed.replace(tzinfo=zone, fold=fold).astimezone(datetime.UTC) for fold in (0, 1))
    if first.astimezone(zone).replace(tzinfo=None) != typed:
        raise ValidationError(SKIPPED, code="skipped", params={"zone": zone.key})
    if first != second:
        raise ValidationError(TWICE, code="twice", params={"zone": zone.key})
    return first


class LocalMomentField(forms.DateTimeField):
    """A day and an hour in the time zone of a place; gives a moment in UTC."""

    def __init__(self, *, zone: ZoneInfo, **options: Any) -> None:
        self.zone = zone
        options.setdefault("help_text", _("By the clocks of %(zone)s.") % {"zone": zone.key})
        options.setdefault("widget", forms.DateTimeInput(format=TYPED, attrs={"type": "datetime-local", "dir": "ltr"}))
        super().__init__(input_formats=[TYPED, "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"], **options)

    def prepare_value(self, value: Any) -> Any:
        """Show a moment as the clocks of the place do."""
        if isinstance(value, datetime.datetime) and value.tzinfo is not None:
            return value.astimezone(self.zone).replace(tzinfo=None)
        return value

    def to_python(self, value: Any) -> Any:
        """Return the moment, or raise the sentence that says why there is none."""
        if value in self.empty_values:
            return None
        for written in self.input_formats or ():
            try:
                typed = datetime.datetime.strptime(str(value).strip(), written)  # noqa: DTZ007 - the zone comes next
            except ValueError:
                continue
            if typed.year in YEARS:
                return local_moment(typed, self.zone)
        raise ValidationError(_("Write a day and an hour, such as 2026-12-01T23:59."), code="invalid")
