"""Read an ask: what its tags and words say of its countries, kind and subject, and whether a person has to decide."""

import re
from dataclasses import dataclass
from enum import StrEnum

from parvis.asks.grammar.countries import Gazetteer
from parvis.asks.grammar.duplicates import text_key
from parvis.asks.grammar.kinds import Kind, has_campaign_tag, kind_of
from parvis.asks.grammar.specificity import names_area, names_proposal
from parvis.asks.grammar.tags import bare, tags_of


class Triage(StrEnum):
    """Why a person has to say where an ask goes."""

    NONE = ""
    NO_COUNTRY = "no_country"
    DOUBTFUL = "doubtful"
    NO_CAMPAIGN = "no_campaign"


@dataclass(frozen=True)
class Reading:
    """What an ask says.

    `countries` are all it may mean; they are settled when there is no `triage`, and proposals to a person otherwise.
    `because` holds the tag or words that told the kind.
    """

    tags: list[str]
    words: str
    countries: list[str]
    triage: Triage
    kind: Kind
    because: str
    area: str
    names_proposal: bool
    key: str


def read(text: str, gazetteer: Gazetteer, areas: "re.Pattern[str]") -> Reading:
    """Read a text; the same text is always read alike."""
    tags, words = tags_of(text), bare(text)
    countries, triage = _countries(tags, words, gazetteer)
    told = kind_of(tags, words)
    if not has_campaign_tag(tags):
        triage = Triage.NO_CAMPAIGN
    return Reading(
        tags=tags,
        words=words,
        countries=countries,
        triage=triage,
        kind=told.kind,
        because=told.because,
        area=names_area(text.replace("#", " "), areas),
        names_proposal=names_proposal(words),
        key=text_key(words, _other(tags, gazetteer), countries, "proposal" if told.kind is Kind.PROPOSAL else ""),
    )


def _other(tags: list[str], gazetteer: Gazetteer) -> list[str]:
    """Return the tags that name neither the campaign nor a country."""
    return [tag for tag in tags if not has_campaign_tag([tag]) and gazetteer.meaning(tag) is None]


def _countries(tags: list[str], words: str, gazetteer: Gazetteer) -> tuple[list[str], Triage]:
    """Take the countries of the tags; else propose those named in words. One doubtful tag makes the whole doubtful."""
    meanings = [meaning for tag in tags if (meaning := gazetteer.meaning(tag))]
    if not meanings:
        return gazetteer.named_in(words), Triage.NO_COUNTRY
    codes = list(dict.fromkeys(code for meaning in meanings for code in meaning.codes))
    return codes, Triage.NONE if all(meaning.is_sure for meaning in meanings) else Triage.DOUBTFUL
