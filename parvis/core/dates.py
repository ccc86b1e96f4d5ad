"""Dates, hours, numbers and names of languages in full words, in the language of the page, always with Western digits."""

import functools
from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, get_timezone_location
from babel.numbers import format_decimal, format_percent
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

# (day and month, then with the year) where the pattern the field uses is not the one we want.
_PATTERNS = {
    "en": ("d MMMM", "d MMMM y"),
    "fr": ("d MMMM", "d MMMM y"),
    "es": ("d 'de' MMMM", "d 'de' MMMM 'de' y"),
    "ar": ("d MMMM", "d MMMM y"),
}


def number_words(number: float, language: str | None = None) -> str:
    """Write a number with its thousands grouped: 18,204; 18 204; 18.204."""
    return _number(number, language or _active())


def percent_words(part: float, whole: float, language: str | None = None) -> str:
    """Write a share as a whole percentage, never rounding something to nothing, nor less than all to all."""
    rate = part / whole if whole else 0
    if 0 < rate < 1:
        rate = min(max(rate, 0.01), 0.99)
    return format_percent(rate, locale=_locale(language or _active()), numbering_system="latn")


def day_words(day: date, language: str | None = None, *, weekday: bool = False) -> str:
    """Write a day in full: 30 March 2018, or Friday 30 March 2018."""
    return _day(day, language or _active(), weekday)


def moment_words(moment: datetime, zone: str | tzinfo | None = None, language: str | None = None) -> str:
    """Write a moment in full with its time zone: Friday 30 March 2018, 23:59 (Toronto time)."""
    where = zone_of(zone)
    local = moment.astimezone(where)
    return _moment(local, local.fold, _zone_name(where), language or _active())


def span_words(start: date, end: date | None, language: str | None = None) -> str:
    """Write the days from `start` to `end` without saying the same month or year twice; `end` may be open."""
    return _span(start, end, language or _active())


def month_words(day: date, language: str | None = None, *, with_year: bool = False) -> str:
    """Write the month of a day: March, or March 2018."""
    return _month(day.replace(day=1), language or _active(), with_year)


def language_words(code: str, language: str | None = None) -> str:
    """Name a language in the language of the page: Arabic, arabe; its code when nobody knows it."""
    return str(_locale(language or _active()).languages.get(code.split("-")[0], code))


def territory_words(code: str, language: str | None = None) -> str:
    """Name a country in the language of the page: Georgia, Géorgie; its code when nobody knows it."""
    return str(_locale(language or _active()).territories.get(code, code))


def zone_of(zone: str | tzinfo | None) -> tzinfo:
    """Return a time zone from its name, itself, or nothing (the zone now active)."""
    if isinstance(zone, str) and zone:
        return ZoneInfo(zone)
    return zone if isinstance(zone, tzinfo) else timezone.get_current_timezone()


def _active() -> str:
    return get_language() or "en"


@functools.cache
def _locale(language: str) -> Locale:
    # British English: the day before the month, as in the rest of the world.
    try:
        return Locale.parse("en_GB" if language == "en" else language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


@functools.lru_cache(maxsize=4096)
def _number(number: float, language: str) -> str:
    return format_decimal(number, locale=_locale(language), numbering_system="latn")


@functools.lru_cache(maxsize=4096)
def _day(day: date, language: str, weekday: bool) -> str:
    words = _first(day, language, format_date(day, _pattern(language, with_year=True), _locale(language)))
    if not weekday:
        return words
    with override(language):
        return _("%(weekday)s %(day)s") % {"weekday": format_date(day, "EEEE", _locale(language)), "day": words}


@functools.lru_cache(maxsize=4096)
def _moment(moment: datetime, fold: int, zone_name: str, language: str) -> str:
    # The fold is asked for because two moments that differ by it alone are equal to a cache.
    with override(language):
        return _("%(day)s, %(time)s (%(zone)s)") % {
            "day": _day(moment.date(), language, weekday=True),
            "time": format_datetime(moment, "HH:mm", locale=_locale(language)),
            "zone": _zone_words(moment, zone_name, language),
        }


@functools.lru_cache(maxsize=1024)
def _span(start: date, end: date | None, language: str) -> str:
    if end is None:
        with override(language):
            return _("since %(day)s") % {"day": _day(start, language, weekday=False)}
    last = _day(end, language, weekday=False)
    if start == end:
        return last
    if (start.year, start.month) == (end.year, end.month):
        return f"{_first(start, language, str(start.day))}–{last}"
    if start.year == end.year:
        first = format_date(start, _pattern(language, with_year=False), _locale(language))
        return f"{_first(start, language, first)} – {last}"
    return f"{_day(start, language, weekday=False)} – {last}"


@functools.lru_cache(maxsize=1024)
def _month(day: date, language: str, with_year: bool) -> str:
    return format_date(day, "LLLL y" if with_year else "LLLL", _locale(language))


def _pattern(language: str, *, with_year: bool) -> str:
    patterns = _PATTERNS.get(language.split("-")[0])
    return patterns[with_year] if patterns else "long"


def _first(day: date, language: str, words: str) -> str:
    # In French the first day of a month, alone, is an ordinal.
    return f"1er{words[1:]}" if day.day == 1 and language.startswith("fr") and words.startswith("1") else words


def _zone_name(zone: tzinfo) -> str:
    return getattr(zone, "key", "") or ""


def _zone_words(moment: datetime, zone_name: str, language: str) -> str:
    offset = moment.utcoffset() or timedelta()
    if zone_name in ("", "UTC", "Etc/UTC"):
        return "UTC" if not offset else moment.strftime("UTC%:z")
    city = get_timezone_location(zone_name, locale=_locale(language), return_city=True)
    words = _("%(city)s time") % {"city": city}
    # When clocks go back an hour comes twice: only its distance from UTC tells the two apart.
    comes_twice = moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()
    return f"{words}, {moment.strftime('UTC%:z')}" if comes_twice else words
