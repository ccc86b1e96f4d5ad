"""What follows the record here: letters to those an ask was passed on to, and what can be found by searching."""

from collections.abc import Iterable, Iterator, Sequence

from django.conf import settings
from django.utils import translation

from parvis.asks.addressees import support_unit
from parvis.asks.letters import acknowledgement_link
from parvis.asks.models import Ask, Route
from parvis.asks.queries.public import place_label
from parvis.consultations.queries.translations import translated_words
from parvis.core.mail import post
from parvis.core.receipts import format_code
from parvis.core.search import Searchable, forget, index_many
from parvis.people.models import Person, Role
from parvis.record import follower
from parvis.record.models import Entry

_FOUND_BY = {
    "ask.accepted",
    "ask.sorted",
    "ask.rejected",
    "ask.withdrawn",
    "ask.translated",
    "ask.translation_withdrawn",
}


@follower("asks.letters", {"ask.routed"})
def tell_of_asks(entries: Sequence[Entry]) -> None:
    """Write to each convener of the place, or member of the support unit, an ask was passed on to; forum members get a copy of questions."""
    routes = _routes(entries)
    members = list(support_unit()) if routes else []
    roles = _roles(routes.values())
    for entry in entries:
        route = routes.get((entry.subject_key, entry.facts["place"]))
        if route is None or route.ask.status == Ask.Status.WITHDRAWN:
            continue
        for person in _answering(route, roles, members):
            _write(route, person, "asks.routed")
        if route.ask.kind == Ask.Kind.QUESTION:
            for person in _in_copy(route, roles):
                _write(route, person, "asks.copied")


@follower("asks.search", _FOUND_BY)
def make_findable(entries: Sequence[Entry]) -> None:
    """Make what is public findable by its words in whatever language, and what is not any more unfindable."""
    codes = dict.fromkeys(entry.subject_key for entry in entries)
    asks = Ask.objects.filter(code__in=codes).prefetch_related("routes__place").order_by("pk")
    forget(Ask.record_type, *(ask.code for ask in asks if not ask.is_public))
    public = [ask for ask in asks if ask.is_public]
    translated = translated_words(Ask.record_type, [ask.code for ask in public])
    index_many(_searchable(ask, translated.get(ask.code, ())) for ask in public)


def _searchable(ask: Ask, translated: Iterable[str]) -> Searchable:
    return Searchable(
        kind=Ask.record_type,
        key=ask.code,
        text="\n".join([ask.text, *translated]),
        language=ask.language,
        labels=[place_label(route.place) for route in ask.routes.all()],
    )


def _routes(entries: Sequence[Entry]) -> dict[tuple[str, str], Route]:
    rows = Route.objects.filter(ask__code__in={entry.subject_key for entry in entries}, routed_at__isnull=False)
    return {(route.ask.code, route.place.slug): route for route in rows.select_related("ask", "place", "contribution")}


def _roles(routes: Iterable[Route]) -> list[Role]:
    places = {route.place_id for route in routes}
    rows = Role.objects.current().filter(place__in=places, kind__in=("convener", "member"), person__is_active=True)
    return list(rows.select_related("person").order_by("pk"))


def _answering(route: Route, roles: list[Role], members: list[Person]) -> Iterator[Person]:
    if route.to == Route.To.SUPPORT_UNIT:
        yield from members
        return
    yield from (role.person for role in roles if role.kind == "convener" and role.place_id == route.place_id)


def _in_copy(route: Route, roles: list[Role]) -> Iterator[Person]:
    conveners = {role.person_id for role in roles if role.kind == "convener" and role.place_id == route.place_id}
    for role in roles:
        if role.kind == "member" and role.place_id == route.place_id and role.person_id not in conveners:
            yield role.person


def _write(route: Route, person: Person, kind: str) -> None:
    with translation.override(person.language):
        base = settings.BASE_URL.geturl()
        said = {
            "code": format_code(route.ask.code),
            "ask": route.ask,
            "kind_words": str(route.ask.get_kind_display()),
            "place": str(route.place),
            "page": base + route.ask.get_absolute_url(),
            "link": acknowledgement_link(route, person) if kind == "asks.routed" else "",
            "is_contribution": route.contribution_id is not None,
            "waits": route.to == Route.To.CONTRIBUTIONS and route.contribution_id is None,
        }
    key = f"{kind}:{route.ask.code}:{route.place.slug}"
    post(to=person.email, kind=kind, key=key, language=person.language, context=said)
