"""Six documents of the place: of writing the plan together and of carrying the last one out; one waits for its translation."""

import datetime
import io
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import docx
import typst

from parvis.core import clock
from parvis.core.typesetting import fonts
from parvis.documents import actions as documents
from parvis.documents.models import Document
from parvis.documents.receiving import Received, receive_file
from parvis.site.demo.story import When, Words, words

if TYPE_CHECKING:
    from parvis.site.demo.build import Story

Kind, Evidence = Document.Kind, Document.Evidence
_PAGE = '#set document(title: "{title}")\n#set text(font: "Noto Sans", lang: "{language}")\n= {title}\n{body}'


class File(NamedTuple):
    """What stands in the files of one moment, by language, and what changed since the last."""

    at: When
    body: Words
    changes: Words = {}


class Told(NamedTuple):
    """A document of the story: when it is published, if it is."""

    kind: str
    evidence: str
    title: Words
    description: Words
    files: tuple[File, ...]
    published: When | None
    ending: str = "pdf"


RULES = Told(
    Kind.GOVERNANCE,
    Evidence.BOTH,
    words("How the forum works", "Comment travaille le forum", "Cómo trabaja el foro", "كيف يعمل المنتدى"),
    words(
        "Who sits on it, how it decides, and how often it meets.",
        "Qui y siège, comment il décide et à quel rythme il se réunit.",
        "Quién lo integra, cómo decide y cada cuánto se reúne.",
        "من أعضاؤه، وكيف يقرر، وكم مرة يجتمع.",
    ),
    (
        File(
            When(-92),
            words(
                "Half of the members come from government, half from outside. They meet at least four times a year."
                " Both co-chairs sign the minutes, which are published within thirty days.",
                "La moitié des membres vient du gouvernement, l'autre de l'extérieur. Ils se réunissent au moins quatre fois"
                " par an. Les deux coprésidents signent les comptes rendus, publiés dans les trente jours.",
            ),
        ),
    ),
    When(-91),
)
TIMELINE = Told(
    Kind.TIMELINE,
    Evidence.CO_CREATION,
    words(
        "Timeline of the fourth plan",
        "Calendrier du quatrième plan",
        "Calendario del cuarto plan",
        "الجدول الزمني للخطة الرابعة",
    ),
    words(
        "When one can speak, when the draft comes, and when the plan is published.",
        "Quand prendre la parole, quand vient l'ébauche et quand paraît le plan.",
        "Cuándo se puede hablar, cuándo llega el borrador y cuándo se publica el plan.",
        "متى يمكن الكلام، ومتى تصدر المسودة، ومتى تُنشر الخطة.",
    ),
    (
        File(
            When(-88),
            words(
                "Planning until spring, then six weeks for ideas, online and in workshops. The draft is open to comments for"
                " four weeks.",
                "Planification jusqu'au printemps, puis six semaines pour les idées, en ligne et en ateliers. L'ébauche est"
                " ouverte aux commentaires pendant quatre semaines.",
            ),
        ),
        File(
            When(-12),
            words(
                "Planning until spring, then ten weeks for ideas, online and in workshops, with an evening in Calgary. The"
                " draft is open to comments for four weeks."
            ),
            words("Ten weeks instead of six, and the evening in Calgary."),
        ),
    ),
    When(-87),
)
MINUTES = Told(
    Kind.MINUTES,
    Evidence.CO_CREATION,
    words(
        "Minutes of the meeting before the call for ideas",
        "Compte rendu de la réunion avant l'appel à idées",
        "Acta de la reunión previa a la convocatoria",
        "محضر الاجتماع الذي سبق الدعوة إلى الأفكار",
    ),
    words(
        "What was decided, and by whom.",
        "Ce qui a été décidé, et par qui.",
        "Qué se decidió, y quién lo decidió.",
        "ما الذي تقرر، ومن قرره.",
    ),
    (
        File(
            When(-40),
            words(
                "The forum decided to ask in four languages, to take sheets of paper at libraries, and to answer each"
                " contribution within thirty days.",
                "Le forum a décidé de poser les questions en quatre langues, d'accepter des feuilles dans les bibliothèques"
                " et de répondre à chaque contribution dans les trente jours.",
            ),
        ),
    ),
    When(-38),
    "docx",
)
LAST_PLAN = Told(
    Kind.SELF_ASSESSMENT,
    Evidence.IMPLEMENTATION,
    words(
        "What became of the third plan",
        "Ce qu'est devenu le troisième plan",
        "Qué pasó con el tercer plan",
        "ما الذي تحقق من الخطة الثالثة",
    ),
    words(
        "Each promise, what was done, and what was not.",
        "Chaque promesse, ce qui a été fait et ce qui ne l'a pas été.",
        "Cada promesa, lo que se hizo y lo que no.",
        "كل وعد، وما أُنجز منه وما لم يُنجز.",
    ),
    (
        File(
            When(-60),
            words(
                "Of the promises of the third plan most were kept. Two are late: the register of grants, and training in"
                " open data for small departments.",
                "La plupart des promesses du troisième plan ont été tenues. Deux sont en retard: le registre des subventions"
                " et la formation aux données ouvertes des petits ministères.",
            ),
        ),
    ),
    When(-58),
)
GUIDE = Told(
    Kind.GUIDANCE,
    Evidence.NEITHER,
    words(
        "How to hold a conversation in your town",
        "Comment organiser une conversation chez vous",
        "Cómo organizar una conversación en su ciudad",
        "كيف تنظّم حواراً في مدينتك",
    ),
    words(
        "Two pages: a room, a question, a person who takes notes.",
        "Deux pages: une salle, une question, une personne qui prend des notes.",
        "Dos páginas: una sala, una pregunta, una persona que toma notas.",
        "صفحتان: قاعة، وسؤال، وشخص يدوّن الملاحظات.",
    ),
    (
        File(
            When(-45),
            words(
                "Find a room with a ramp. Ask one question. Let everybody write before anybody speaks. Send the notes the"
                " same evening.",
                "Trouvez une salle avec une rampe. Posez une seule question. Laissez chacun écrire avant que quiconque ne"
                " parle. Envoyez les notes le soir même.",
            ),
        ),
    ),
    When(-44),
    "docx",
)
NEXT = Told(
    Kind.CONCEPT_NOTE,
    Evidence.CO_CREATION,
    words(
        "Concept note on drafting",
        "Note conceptuelle sur la rédaction",
        "Nota conceptual sobre la redacción",
        "مذكرة مفاهيمية عن الصياغة",
    ),
    words(
        "How ideas become commitments.",
        "Comment les idées deviennent des engagements.",
        "Cómo las ideas se convierten en compromisos.",
        "كيف تصبح الأفكار التزامات.",
    ),
    (
        File(
            When(-4),
            words(
                "Ideas are read by themes, then drafted with those who spoke.",
                "Les idées sont lues par thèmes, puis rédigées avec ceux qui ont parlé.",
            ),
        ),
        File(When(-2), words("Ideas are read by themes, then drafted with those who spoke, in open evenings.")),
    ),
    None,
)
ALL = (RULES, TIMELINE, MINUTES, LAST_PLAN, GUIDE, NEXT)


def fill_shelf(story: "Story") -> None:
    """Have the convener begin the documents, give their files, and publish those that are ready."""
    for told in ALL:
        _tell(story, told)


def _tell(story: "Story", told: Told) -> None:
    bruno, made = story.people["bruno"], []

    def begin() -> None:
        made.append(
            documents.begin_document(
                story.cycle.place,
                by=bruno,
                kind=told.kind,
                evidence=told.evidence,
                title=story.words(told.title),
                description=story.words(told.description),
                cycle=story.cycle,
                source_language="en",
            )
        )

    def give(file: File) -> Callable[[], None]:
        def act() -> None:
            for language, body in file.body.items():
                received = _received(told, language, body)
                changes = file.changes.get(language, "")
                documents.give_file(made[0], by=bruno, language=language, file=received, changes=changes)

        return act

    first, *later = told.files
    story.then(story.on(first.at), begin)
    story.then(story.on(first.at) + datetime.timedelta(minutes=5), give(first))
    if told.published:
        story.then(story.on(told.published), lambda: documents.publish_document(made[0], by=bruno))
    for file in later:
        story.then(story.on(file.at), give(file))


def _received(told: Told, language: str, body: str) -> Received:
    title = told.title[language]
    write = _docx if told.ending == "docx" else _pdf
    with tempfile.NamedTemporaryFile(suffix=f".{told.ending}") as written:
        written.write(write(title, body, language))
        written.flush()
        return receive_file(Path(written.name), f"{title}.{told.ending}")


def _pdf(title: str, body: str, language: str) -> bytes:
    source = _PAGE.format(title=title, body=body, language=language).encode()
    compiler = typst.Compiler(source, root=tempfile.gettempdir(), font_paths=fonts())
    return compiler.compile(format="pdf", timestamp=int(clock.now().timestamp()))


def _docx(title: str, body: str, language: str) -> bytes:
    document, written = docx.Document(), io.BytesIO()
    document.core_properties.title, document.core_properties.language = title, language
    document.core_properties.author = ""
    document.add_heading(title, 0)
    document.add_paragraph(body)
    document.save(written)
    return written.getvalue()
