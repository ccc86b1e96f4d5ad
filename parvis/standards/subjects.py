"""To which cycles and places an entry of the record belongs, by its subject."""

from collections.abc import Callable, Iterable

from django.db.models import Q, QuerySet

from parvis.commitments.models import Commitment
from parvis.consultations.models import Consultation, Contribution
from parvis.cycles.models import Cycle
from parvis.documents.models import Document
from parvis.places.models import Place

type Find = Callable[[set[str]], Q]
type Pairs = Iterable[tuple[str, int]]

# Things of a cycle have its address at the head of their own: kenya-4/12.
OF_CYCLE = frozenset(
    {"cycle", "cycle theme", "calendar line", "activity", "timeline", "plan", "response", "attestation", "letter"}
)
OF_PLACE = frozenset(
    {"place", "forum", "forum seat", "forum member", "forum meeting", "minutes", "forum decision", "forum task"}
)
OF_CONSULTATION = frozenset({"consultation", "report", "voting", "run"})


def cycles_with(kind: str, keys: set[str]) -> QuerySet[Cycle]:
    """Return the cycles that subjects of a kind belong to; of a document or a meeting, all cycles of its place."""
    return Cycle.objects.filter(_FINDERS[kind](keys)).distinct()


def places_of(kind: str, keys: set[str]) -> dict[str, int]:
    """Return the place of each subject of a kind, as far as it has one; one query."""
    heads = {key.partition("/")[0] for key in keys}
    if kind in OF_CYCLE:
        pairs: Pairs = Cycle.objects.filter(slug__in=heads).values_list("slug", "place")
    elif kind in OF_CONSULTATION:
        pairs = Consultation.objects.filter(slug__in=heads).values_list("slug", "cycle__place")
    elif kind == "contribution":
        pairs = Contribution.objects.filter(code__in=heads).values_list("code", "consultation__cycle__place")
    elif kind == "commitment":
        pairs = Commitment.objects.filter(slug__in=heads).values_list("slug", "cycle__place")
    elif kind == "document":
        pairs = Document.objects.filter(slug__in=heads).values_list("slug", "place")
    elif kind in OF_PLACE:
        pairs = Place.objects.filter(slug__in=heads).values_list("slug", "pk")
    else:
        return {}
    known = dict(pairs)
    return {key: known[head] for key in keys if (head := key.partition("/")[0]) in known}


def _of_documents(keys: set[str]) -> Q:
    return Q(place__in=Document.objects.filter(slug__in={key.partition("/")[0] for key in keys}).values("place"))


_FINDERS: dict[str, Find] = {
    **dict.fromkeys(OF_CYCLE, lambda keys: Q(slug__in={key.partition("/")[0] for key in keys})),
    **dict.fromkeys(OF_PLACE, lambda keys: Q(place__slug__in={key.partition("/")[0] for key in keys})),
    "consultation": lambda keys: Q(consultations__slug__in=keys),
    "contribution": lambda keys: Q(consultations__contributions__code__in=keys),
    "document": _of_documents,
    "rule set": lambda keys: Q(rule_set__in=keys),
}
