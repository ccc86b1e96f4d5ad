"""The registry of consultations: one that is open here, one held elsewhere that is being analysed, one that has its report."""

from typing import TYPE_CHECKING, Any

from django.conf import settings

from parvis.core.words import Words
from parvis.registry import actions as registry
from parvis.site.demo.consultations import COMMITMENTS
from parvis.site.demo.story import When, words

if TYPE_CHECKING:
    from parvis.site.demo.build import Story

AT = When(-60, "11:00")
RIVERS = {
    "number": "CCC0249",
    "title": words(
        "How clean should our rivers be?",
        "Quelle propreté voulons-nous pour nos rivières?",
        "¿Qué tan limpios deben estar nuestros ríos?",
    ),
    "description": words(
        "What people who fish, swim and live by rivers want measured, and how often.",
        "Ce que les gens qui pêchent, nagent et vivent au bord de l'eau veulent voir mesuré, et à quelle fréquence.",
        "Qué quieren que se mida, y cada cuánto, quienes pescan, nadan y viven junto a los ríos.",
    ),
    "subjects": ["EN", "FS"],
    "audiences": ["GP", "FN", "RU"],
    "departments": ["ec", "dfo-mpo"],
}
COUNTERS = {
    "number": "CCC0198",
    "title": words(
        "Which counters should open on Saturdays?",
        "Quels guichets devraient ouvrir le samedi?",
        "¿Qué ventanillas deberían abrir los sábados?",
    ),
    "description": words(
        "Where people need a person to help them with public services, and when they can come.",
        "Où les gens ont besoin d'une personne pour les services publics, et quand ils peuvent venir.",
        "Dónde necesita la gente una persona que ayude con los servicios públicos, y cuándo puede venir.",
    ),
    "subjects": ["SE", "RU"],
    "audiences": ["GP", "SE", "NW"],
    "departments": ["esdc-edsc"],
    "is_high_profile": True,
    "rationale": ["ML"],
}


def list_all(story: "Story") -> None:
    """Bruno lists what is held elsewhere as it stands, and what is held here before it begins; the clock does the rest."""
    bruno, ours = story.people["bruno"], []

    def elsewhere() -> None:
        place = story.cycle.place
        pages = {name: _links(name) for name in ("rivers", "counters", "counters/report")}
        first = {"starts_on": story.day(-300), "ends_on": story.day(-240), "status": "CR", "has_report": True}
        links = {"page": pages["counters"], "report": pages["counters/report"]}
        registry.add_listing(place, by=bruno, **_told(story, COUNTERS), **first, **links)
        days = {"starts_on": story.day(-75), "ends_on": story.day(-20), "status": "O"}
        rivers = registry.add_listing(place, by=bruno, **_told(story, RIVERS), **days, page=pages["rivers"])
        ours.append(rivers)

    def here() -> None:
        consultation = story.consultations[COMMITMENTS]
        base = settings.BASE_URL.geturl().rstrip("/")
        page = Words({code: f"{base}/{code}/consultations/{COMMITMENTS}/" for code in story.cycle.place.languages})
        said = {"title": consultation.title, "description": consultation.summary, "page": page}
        days = {
            "starts_on": consultation.opens_at.astimezone(consultation.zone).date(),
            "ends_on": consultation.closes_at.astimezone(consultation.zone).date(),
        }
        codes = {"subjects": ["PO", "SO"], "audiences": ["GP", "NG", "PS"], "departments": ["tbs-sct"]}
        listed = registry.add_listing(
            story.cycle.place, by=bruno, number="CCC0251", consultation=consultation, **said, **days, **codes
        )
        ours.append(listed)

    story.then(story.on(AT), elsewhere)
    story.then(story.on(When(-43, "10:00")), here)
    story.then(story.on(When(-42, "09:10")), lambda: registry.open_listing(ours[1]))
    story.then(story.on(When(-19, "00:10")), lambda: registry.end_listing(ours[0]))
    story.then(story.on(When(29, "00:10")), lambda: registry.end_listing(ours[1]))


def _told(story: "Story", listing: dict[str, Any]) -> dict[str, Any]:
    return listing | {name: story.words(listing[name]) for name in ("title", "description")}


def _links(name: str) -> Words:
    return Words({code: f"https://consultations.example/{code}/{name}" for code in ("en", "fr")})
