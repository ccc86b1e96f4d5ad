"""The timeline of the fourth cycle: published before the work began, and once again when workshops were added."""

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING

from parvis.cycles import actions as cycles
from parvis.cycles.models import Activity, Cycle
from parvis.site.demo.story import When, Words, words

if TYPE_CHECKING:
    from parvis.site.demo.build import Story

CABINET = words("Cabinet", "Conseil des ministres", "Consejo de ministros", "مجلس الوزراء")


@dataclasses.dataclass(frozen=True)
class Told:
    """An activity: its kind, its phase, its first and last day, what it waits for, and the days Cabinet takes."""

    key: str
    kind: str
    phase: int
    starts: int
    ends: int
    title: Words
    after: tuple[str, ...] = ()
    cabinet: int = 0


ALL = (
    Told("outreach", "outreach", 1, -98, -60, words("Tell people how they can take part", "Dire aux gens comment participer", "Contar a la gente cómo puede participar", "تعريف الناس بكيفية المشاركة")),
    Told("first-meeting", "forum", 1, -65, -65, words("First meeting of the forum", "Première réunion du forum", "Primera reunión del foro", "الاجتماع الأول للمنتدى")),
    Told("ideas", "consultation", 2, -42, 28, words("Gather ideas for the plan", "Recueillir des idées pour le plan", "Reunir ideas para el plan", "جمع الأفكار من أجل الخطة"), ("outreach",)),
    Told("workshops", "workshop", 2, -6, 7, words("Workshops, online and in person", "Ateliers, en ligne et en personne", "Talleres, en línea y presenciales", "ورش عمل عبر الإنترنت وحضورياً")),
    Told("themes", "forum", 2, 14, 14, words("The forum decides which themes stay", "Le forum décide quels thèmes restent", "El foro decide qué temas se quedan", "يقرر المنتدى أي المواضيع تبقى"), ("workshops",)),
    Told("answers", "response", 3, 29, 82, words("Answer every contribution", "Répondre à chaque contribution", "Responder a cada aporte", "الرد على كل مساهمة"), ("ideas",)),
    Told("drafting", "drafting", 3, 29, 82, words("Write the commitments from the ideas", "Rédiger les engagements à partir des idées", "Redactar los compromisos a partir de las ideas", "كتابة الالتزامات انطلاقاً من الأفكار"), ("ideas", "themes")),
    Told("review", "review", 4, 113, 134, words("Everybody reviews the draft", "Tout le monde examine l'ébauche", "Todo el mundo revisa el borrador", "يراجع الجميع المسودة"), ("answers", "drafting"), 30),
    Told("comments", "response", 5, 141, 160, words("Say what became of each comment", "Dire ce qu'est devenu chaque commentaire", "Decir qué fue de cada comentario", "بيان ما آل إليه كل تعليق"), ("review",)),
    Told("adoption", "adoption", 5, 196, 196, words("Cabinet adopts the plan", "Le Conseil des ministres adopte le plan", "El Consejo de ministros adopta el plan", "يعتمد مجلس الوزراء الخطة"), ("comments",), 30),
    Told("publication", "reporting", 5, 197, 203, words("Publish the plan and what was heard", "Publier le plan et ce qui a été entendu", "Publicar el plan y lo que se escuchó", "نشر الخطة وما سُمع"), ("adoption",)),
    Told("yearly-report", "reporting", 6, 569, 583, words("Report on the first year, open to comments", "Rapport sur la première année, ouvert aux commentaires", "Informe del primer año, abierto a comentarios", "تقرير عن السنة الأولى مفتوح للتعليق")),
)  # fmt: skip

CHANGED = When(-20, "15:00")
# New first and last days.
MOVED = {"workshops": (-6, 14), "themes": (21, 21)}
REASON = words(
    "A second online workshop, in both languages, was asked for. The forum meets a week later, so that it can hear what was said there.",
    "On a demandé un second atelier en ligne, dans les deux langues. Le forum se réunit une semaine plus tard, pour entendre ce qui s'y sera dit.",
    "Se pidió un segundo taller en línea, en ambos idiomas. El foro se reúne una semana más tarde, para oír lo que allí se diga.",
    "طُلبت ورشة ثانية عبر الإنترنت باللغتين، فيجتمع المنتدى بعد ذلك بأسبوع ليسمع ما يقال فيها.",
)


def publish(story: "Story", cycle: Cycle, convener: object) -> None:
    """Plan all activities and publish them; once the story has come to it, move two and say why."""
    phases = {phase.number: phase for phase in cycle.phases.all()}
    planned: dict[str, Activity] = {}
    for told in ALL:
        planned[told.key] = cycles.plan_activity(
            cycle,
            by=convener,
            kind=told.kind,
            phase=phases[told.phase],
            title=story.words(told.title),
            starts_on=story.day(told.starts),
            ends_on=story.day(told.ends),
            lead_days=told.cabinet,
            approval=story.words(CABINET) if told.cabinet else story.words({}),
            depends_on=[planned[key] for key in told.after],
        )
    cycles.publish_timeline(cycle, by=convener)
    story.then(story.on(CHANGED), lambda: _change(story, cycle, convener, planned))


def _change(story: "Story", cycle: Cycle, convener: object, planned: Mapping[str, Activity]) -> None:
    for key, (starts, ends) in MOVED.items():
        cycles.change_activity(planned[key], by=convener, starts_on=story.day(starts), ends_on=story.day(ends))
    cycles.publish_timeline(cycle, by=convener, reason=story.words(REASON))
