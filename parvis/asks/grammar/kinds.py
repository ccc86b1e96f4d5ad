"""Of which kind an ask is: by its campaign tag, and within #OGPcocreate by the words on these lists, and no others.

Proposals carry #myNAPask, and nothing else makes one. An ask with #OGPcocreate is read against the lists in their order:
help wanted, then somebody offering to take part, then a question, then an announcement. What matches none of them is a
question: somebody at the other end reads it. The words that decided are kept, so that anybody sees why.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from parvis.asks.grammar.tags import match_key
from parvis.core.search.folding import fold


class Kind(StrEnum):
    """What is asked for."""

    QUESTION = "question"
    INTEREST = "interest"
    HELP = "help"
    PROMOTION = "promotion"
    PROPOSAL = "proposal"


class Told(NamedTuple):
    """A kind, and the tag or words that told it; none when nothing did."""

    kind: Kind
    because: str


PROPOSAL_TAGS = frozenset({"mynapask"})
OTHER_TAGS = frozenset({"ogpcocreate"})
CAMPAIGN_TAGS = PROPOSAL_TAGS | OTHER_TAGS

# Folded: small letters, no accents. English, French, Spanish, Arabic.
HELP = """
need help|needs help|need your help|need support|need assistance|help us|can you help|could you help|please help|asking for help
request support|request assistance|request for help|requesting support|support unit|technical assistance|looking for support
besoin d aide|besoin de l aide|besoin d appui|besoin d un appui|besoin de soutien|besoin d accompagnement|aidez nous
pouvez vous nous aider|demande d appui|demande d aide|unite d appui|unite de soutien|assistance technique|appui technique
necesitamos ayuda|necesito ayuda|necesitamos apoyo|necesito apoyo|pueden ayudarnos|ayudennos|solicitamos apoyo|pedimos ayuda
unidad de apoyo|asistencia tecnica|apoyo tecnico
نحتاج مساعده|نحتاج الي مساعده|نحتاج الي دعم|نحتاج دعم|بحاجه الي مساعده|بحاجه الي دعم|ساعدونا|نطلب المساعده|نطلب الدعم|وحده الدعم|المساعده الفنيه
"""
INTEREST = """
i want to take part|i want to join|i want to participate|i would like to take part|i would like to join|i d like to join
i d like to take part|we want to take part|we want to join|we would like to take part|we would like to join|we d like to join
we would like to participate|i would like to participate|would like to take part|would like to join|want to take part
want to join|would love to take part|would love to join|interested in taking part|interested in joining|interested in participating
we are interested|i am interested|i m interested|count me in|count us in|sign me up|happy to contribute|ready to contribute
je veux participer|je voudrais participer|je souhaite participer|j aimerais participer|nous voulons participer
nous souhaitons participer|nous aimerions participer|nous voudrions participer|interesse par|interessee par|sommes interesses
sommes prets a|je suis pret a|envie de participer|comptez sur nous|comptez sur moi
quiero participar|queremos participar|me gustaria participar|nos gustaria participar|quisiera participar|quisieramos participar
me interesa|nos interesa|estamos interesados|estoy interesada|estoy interesado|cuenten con nosotros|cuenten conmigo|quiero unirme
اريد المشاركه|نريد المشاركه|ارغب في المشاركه|نرغب في المشاركه|اود المشاركه|نود المشاركه|مهتم|مهتمه|مهتمون
"""
QUESTION = """
who|what|when|where|why|how|which|is there|are there|will there|can we|can i|could we|does|do you
qui|que|quoi|quand|ou|pourquoi|comment|combien|quel|quelle|quels|quelles|est ce que|y a t il
quien|quienes|cuando|donde|por que|como|cuanto|cual|cuales|hay
من|ما|ماذا|متي|اين|لماذا|كيف|هل|كم
"""
PROMOTION = """
we launch|we are launching|we have launched|is launching|launches|launched|launch of|announces|announcing|we are pleased to
we invite|invites you|join us|you are invited|register now|register here|registration is open|is now open|are now open
now open for comment|public consultation opens|today we publish|we have published|has published
nous lancons|lance sa|lance son|lancement|annonce|annoncons|nous invitons|vous invite|rejoignez nous|inscrivez vous
inscriptions ouvertes|est ouverte|est ouvert|sont ouvertes|avons publie|vient de publier|consultation publique ouverte
lanzamos|lanza su|lanzamiento|anuncia|anunciamos|invitamos|les invita|invita a|acompanenos|unete|inscribete|inscripciones abiertas
esta abierta|esta abierto|ya esta disponible|hemos publicado|consulta publica abierta
نطلق|تطلق|اطلاق|نعلن|تعلن|ندعوكم|تدعوكم|انضموا الينا|سجلوا|التسجيل مفتوح
"""


def kind_of(tags: Iterable[str], words: str) -> Told:
    """Tell the kind of an ask from its tags and its words without them."""
    keys = {match_key(tag): tag for tag in tags}
    if proposal := next((keys[key] for key in PROPOSAL_TAGS if key in keys), ""):
        return Told(Kind.PROPOSAL, f"#{proposal}")
    folded = _spaced(words)
    for kind, pattern in ((Kind.HELP, _HELP), (Kind.INTEREST, _INTEREST)):
        if found := pattern.search(folded):
            return Told(kind, found[0].strip())
    if "?" in words or "؟" in words or "？" in words:
        return Told(Kind.QUESTION, "؟" if "؟" in words else "?")
    if found := _QUESTION.match(folded):
        return Told(Kind.QUESTION, found[0].strip())
    if found := _PROMOTION.search(folded):
        return Told(Kind.PROMOTION, found[0].strip())
    return Told(Kind.QUESTION, "")


def has_campaign_tag(tags: Iterable[str]) -> bool:
    """Tell whether one of the tags belongs to the campaign."""
    return not CAMPAIGN_TAGS.isdisjoint(map(match_key, tags))


def _spaced(words: str) -> str:
    return f" {' '.join(re.findall(r'[^\W_]+', fold(words)))} "


def _phrases(text: str) -> str:
    return "|".join(re.escape(phrase) for line in text.split("\n") for phrase in line.split("|") if phrase)


_HELP, _INTEREST, _PROMOTION = (re.compile(f" (?:{_phrases(text)}) ") for text in (HELP, INTEREST, PROMOTION))
_QUESTION = re.compile(f" (?:{_phrases(QUESTION)}) ")
