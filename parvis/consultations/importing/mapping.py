"""Which column says what: from a row of a file to what somebody said."""

import datetime
import functools
import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from parvis.consultations.models import Contribution
from parvis.core.languages import language_code

# Names under which spreadsheets of the four languages hold each thing, folded: small letters, no accents.
KNOWN_NAMES = {
    "words": "words text comment contribution contribucion idea answer texte commentaire idee contenu reponse propuesta texto comentario respuesta نص تعليق فكرة",
    "title": "title subject titre objet titulo asunto عنوان",
    "themes": "themes theme category categories topic theme_s categorie tema temas categoria موضوع",
    "language": "language lang langue idioma lengua لغة",
    "kind": "kind sector type secteur profil sector perfil صفة",
    "organisation": "organisation organization org organisme organizacion منظمة",
    "public_name": "public_name name author nom auteur nombre autor اسم",
    "said_on": "said_on date created created_at submitted_at fecha تاريخ",
    "reference": "reference id ref number numero identifiant identificador رقم",
    "about": "about refers_to parent reply_to en_reponse_a responde_a",
    "replies": "replies comments commentaires comentarios",
}
FIELDS = tuple(KNOWN_NAMES)
# Before it, a date is a slip of a spreadsheet.
_FIRST_YEAR = 1900
_KINDS = frozenset(Contribution.Kind.values)
_KIND_WORDS = {
    "civil society": "civil", "civil_society": "civil", "cso": "civil", "ngo": "civil", "osc": "civil", "ong": "civil",
    "societe civile": "civil", "sociedad civil": "civil", "government": "public", "public servant": "public",
    "gouvernement": "public", "gobierno": "public", "academic": "academia", "universite": "academia",
    "entreprise": "business", "empresa": "business", "journalist": "media", "individual": "citizen",
    "citoyen": "citizen", "ciudadano": "citizen", "student": "academia", "public_servant": "public",
}  # fmt: skip


class MappingRefused(Exception):
    """The mapping asked for cannot be used; the message says why."""


@dataclass
class Said:
    """What one row says, before anything is checked against the database."""

    line: int
    words: str
    reference: str
    themes: list[str] = field(default_factory=list)
    language: str = ""
    kind: str = ""
    organisation: str = ""
    public_name: str = ""
    said_at: datetime.datetime | None = None
    about: str = ""
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Columns:
    """For each field, the columns it is read from; several are joined by an empty line."""

    of: Mapping[str, tuple[str, ...]]
    # On whose clocks a date without a time zone was written.
    zone: datetime.tzinfo = datetime.UTC
    seen: dict[int, int] = field(default_factory=dict)

    def said(self, line: int, cells: Mapping[str, Any]) -> list[Said]:
        """Return what a row says: itself first, then the replies nested in it."""
        parent = self._one(line, cells)
        replies = next((cells[name] for name in self.of.get("replies", ()) if isinstance(cells.get(name), list)), [])
        found = [parent]
        for number, reply in enumerate((reply for reply in replies if isinstance(reply, dict)), start=1):
            said = _reading_of_reply(tuple(reply), self.zone)._one(line, reply)
            found.append(replace(said, reference=f"{parent.reference}#{number}", about=parent.reference))
        return found

    def _one(self, line: int, cells: Mapping[str, Any]) -> Said:
        warnings: list[str] = []
        text = {name: self._text(name, cells) for name in ("words", "language", "kind", "organisation", "public_name")}
        return Said(
            line=line,
            words=self._words(text["words"], cells, warnings),
            reference=self._text("reference", cells)[:100] or self._digest(cells),
            themes=self._themes(cells),
            language=_language(text["language"], warnings),
            kind=_kind(text["kind"]),
            organisation=text["organisation"],
            public_name=text["public_name"],
            said_at=self._moment(cells, warnings),
            about=self._text("about", cells)[:100],
            warnings=warnings,
        )

    def _words(self, words: str, cells: Mapping[str, Any], warnings: list[str]) -> str:
        title = self._text("title", cells)
        if title and not words:
            warnings.append(_("There is a title and no text: the title was taken."))
        return "\n\n".join(filter(None, (title, words)))

    def _text(self, name: str, cells: Mapping[str, Any]) -> str:
        values = (cells.get(column) for column in self.of.get(name, ()))
        return "\n\n".join(text for value in values if (text := _as_text(value)))

    def _themes(self, cells: Mapping[str, Any]) -> list[str]:
        names: list[str] = []
        for column in self.of.get("themes", ()):
            value = cells.get(column)
            names += value if isinstance(value, list) else _as_text(value).replace("|", ";").split(";")
        return list(dict.fromkeys(name for value in names if (name := _as_text(value))))

    def _moment(self, cells: Mapping[str, Any], warnings: list[str]) -> datetime.datetime | None:
        text = self._text("said_on", cells)
        if not text:
            return None
        try:
            moment = parse_datetime(text)
        except ValueError:
            moment = None
        if moment is None or moment.year < _FIRST_YEAR:
            warnings.append(_("“%(date)s” is not a date we can read: it was left out.") % {"date": text[:40]})
            return None
        if moment.tzinfo:
            return moment
        # Spreadsheets write a day as its midnight; noon is on that day wherever the clock is read.
        is_a_day = moment.time() == datetime.time.min
        return moment.replace(hour=12 if is_a_day else moment.hour, tzinfo=self.zone)

    def _digest(self, cells: Mapping[str, Any]) -> str:
        """Refer to a row that has no number of its own by what it says, and which of the rows saying it it is."""
        content = "\x1f".join(f"{key}={_as_text(cells[key])}" for key in sorted(cells))
        digest = hashlib.sha256(content.encode(errors="replace")).digest()
        key = int.from_bytes(digest[:8])
        self.seen[key] = self.seen.get(key, 0) + 1
        return f"{digest[:16].hex()}.{self.seen[key]}"


def reading(
    columns: Iterable[str],
    asked: Mapping[str, str],
    *,
    zone: datetime.tzinfo = datetime.UTC,
    nested: bool = False,
) -> Columns:
    """Decide which columns say what: as `asked` (field → column, or columns joined by +), else by their names.

    `zone` is where dates without a time zone were written. Raise MappingRefused when a field or a column does not exist, or nothing says the words.
    """
    columns = list(columns)
    of: dict[str, tuple[str, ...]] = {}
    for name, known in KNOWN_NAMES.items():
        if found := [column for known_name in known.split() for column in columns if _folded(column) == known_name]:
            of[name] = (found[0],)
    for name, wanted in asked.items():
        of[name] = _asked_columns(name, wanted, columns)
        if name == "words":
            of.pop("title", None)
    if not nested and columns and not (of.get("words") or of.get("title")):
        raise MappingRefused(
            _("No column seems to hold what people said. Say which one does. The columns are: %(columns)s.")
            % {"columns": _(", ").join(columns[:50])}
        )
    return Columns(of, zone)


@functools.lru_cache(maxsize=16)
def _reading_of_reply(columns: tuple[str, ...], zone: datetime.tzinfo) -> Columns:
    return reading(columns, {}, zone=zone, nested=True)


def _asked_columns(name: str, wanted: str, columns: list[str]) -> tuple[str, ...]:
    if name not in FIELDS:
        raise MappingRefused(
            _("There is no field “%(field)s”. The fields are: %(fields)s.")
            % {"field": name, "fields": ", ".join(FIELDS)}
        )
    chosen = (wanted,) if wanted in columns else tuple(filter(None, wanted.split("+")))
    if columns and (unknown := [column for column in chosen if column not in columns]):
        raise MappingRefused(
            _("There is no column “%(column)s”. The columns are: %(columns)s.")
            % {"column": unknown[0], "columns": ", ".join(columns[:50])}
        )
    return chosen


@functools.lru_cache(maxsize=4096)
def _folded(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join("_" if c in " -" else c for c in plain if not unicodedata.combining(c)).strip("_")


def _as_text(value: Any) -> str:
    if value is None or isinstance(value, bool | list | dict):
        return ""
    return str(value).strip()


def _language(text: str, warnings: list[str]) -> str:
    code = language_code(text) if text else ""
    if text and not code:
        warnings.append(_("“%(language)s” is not a language we know: it was guessed.") % {"language": text[:40]})
    return code


def _kind(text: str) -> str:
    folded = _folded(text)
    if folded in _KINDS:
        return folded
    return _KIND_WORDS.get(folded.replace("_", " "), _KIND_WORDS.get(folded, ""))
