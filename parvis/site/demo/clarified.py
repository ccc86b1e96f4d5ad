"""What a moderator asked two authors before deciding about their words: one has not replied yet, the other has."""

from typing import TYPE_CHECKING, NamedTuple

from parvis.consultations import actions
from parvis.consultations.models import Clarification, Contribution
from parvis.site.demo.consultations import FEMINIST
from parvis.site.demo.story import When

if TYPE_CHECKING:
    from parvis.site.demo.build import Story


class Asked(NamedTuple):
    """What somebody said and was asked about, in their language; with the words that stand there now, once they replied."""

    author: str
    language: str
    said: When
    words: str
    themes: tuple[str, ...]
    asked: When
    question: str
    replied: When | None = None
    words_now: str = ""
    reply: str = ""


ALL = (
    Asked(
        "ines",
        "es",
        When(-3, "20:10"),
        "Publiquen cuánto gana cada funcionaria, y cuánto gana el hombre que se sienta a su lado.",
        ("inequality-inclusion", "open-data"),
        When(-2, "09:15"),
        "¿Pide el sueldo de cada persona, o el promedio de mujeres y hombres por puesto? Si es lo primero, la ley de "
        "privacidad no lo permite; lo segundo se puede publicar y responder.",
        When(-2, "21:40"),
        "Publiquen cuánto ganan en promedio las mujeres y los hombres de cada ministerio, puesto por puesto.",
        "El promedio por puesto, y lo he cambiado. No quería señalar a nadie.",
    ),
    Asked(
        "amina",
        "ar",
        When(-1, "19:25"),
        "في المكتب طلبوا مني اسم زوجي قبل اسمي. غيّروا هذه الاستمارة.",
        ("inequality-inclusion", "service-delivery"),
        When(-1, "21:05"),
        "أي استمارة تقصدين، وفي أي مكتب؟ إذا كتبتِ اسمها عرفنا أي مؤسسة عليها أن تجيب.",
    ),
)


def ask_authors(story: "Story", *, is_under_way: bool) -> None:
    """Plan what was said, asked and replied; while it is under way only: the story has no answer for it later."""
    for told in ALL if is_under_way else ():
        _plan(story, told)


def _plan(story: "Story", told: Asked) -> None:
    author, hana = story.people[told.author], story.people["hana"]

    def say() -> None:
        themes = [story.themes[slug] for slug in told.themes]
        asked_in, said = story.consultations[FEMINIST], {"words": told.words, "language": told.language}
        actions.contribute(asked_in, by=author, themes=themes, hold=True, **said)

    def ask() -> None:
        actions.ask_author(Contribution.objects.get(words=told.words), by=hana, question=told.question)

    def reply() -> None:
        asked = Clarification.objects.get(contribution__author=author)
        actions.reply_to_moderator(asked, by=author, words=told.words_now, reply=told.reply)

    story.then(story.on(told.said), say)
    story.then(story.on(told.asked), ask)
    if told.replied:
        story.then(story.on(told.replied), reply)
