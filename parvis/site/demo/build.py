"""Tell the story in a database: every act is done by its person, at its moment, through the same actions as in life."""

import datetime
import random
import zoneinfo
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db import transaction

from parvis.commitments import actions as commitments
from parvis.commitments.models import Commitment, Plan, Response
from parvis.consultations import actions as consultations
from parvis.consultations.mailing.reading import Letter
from parvis.consultations.models import Appeal, Consultation, Contribution
from parvis.core import clock
from parvis.core.words import Words
from parvis.cycles import actions as cycles
from parvis.cycles.models import CalendarLine, Cycle, CycleTheme
from parvis.people import demo
from parvis.people.models import Organisation, Person
from parvis.site.demo import (
    answers,
    asking,
    clarified,
    contributions,
    forum,
    frame,
    groups,
    hidden,
    listings,
    members,
    papers,
    promises,
    readings,
    report,
    repository,
    survey,
    translations,
    votes,
    workshops,
)
from parvis.site.demo import consultations as questions
from parvis.site.demo import cycle as told_cycle
from parvis.site.demo.story import OTTAWA, STAGES, When, fill, years
from parvis.themes.models import Theme

STAGE_NAMES = tuple(STAGES)
# Who supports what is drawn from this (a story, not a secret), so that it is told the same way each time.
_SEED = 2018
_ONE_EVENING = {"access-01": "203.0.113.0/24"}  # What a hall full of people supported together.


class Act(NamedTuple):
    """Something somebody does at a moment; acts of one moment keep the order in which they are listed."""

    at: datetime.datetime
    number: int
    do: Callable[[], Any]


@dataclass
class Story:
    """What the acts have made so far, by the names the content gives them."""

    day_zero: datetime.date
    people: dict[str, Person] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)
    events: dict[str, CalendarLine] = field(default_factory=dict)
    consultations: dict[str, Consultation] = field(default_factory=dict)
    contributions: dict[str, Contribution] = field(default_factory=dict)
    responses: dict[str, Response] = field(default_factory=dict)
    commitments: dict[str, Commitment] = field(default_factory=dict)
    neighbours: list[Person] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    cycle: Cycle | None = None
    plan: Plan | None = None

    @property
    def began(self) -> datetime.datetime:
        """Return the moment before anything happened; a timeline is published two weeks before the work begins."""
        return self.on(When(told_cycle.PHASES[0].starts - 16))

    def on(self, when: When) -> datetime.datetime:
        """Return the moment of the story as a moment of ours."""
        return when.on(self.day_zero)

    def day(self, days: int) -> datetime.date:
        """Return the day that is `days` after day 0 of the story."""
        return self.day_zero + datetime.timedelta(days=days)

    def then(self, at: datetime.datetime, do: Callable[[], Any]) -> None:
        """Add an act."""
        self.acts.append(Act(at, len(self.acts), do))

    def words(self, texts: dict[str, str]) -> Words:
        """Return words with the years of the plan in their places."""
        first, last = told_cycle.PHASES[-1].starts, told_cycle.PHASES[-1].ends
        return Words(fill(texts, years(self.day_zero, first, last)))


def build(stage: str, now: datetime.datetime, progress: Callable[[list[Act]], Iterator[Act]] = iter) -> Story:
    """Fill an empty database with the story as it stands `now` at a stage; all of it, or nothing."""
    today = now.astimezone(zoneinfo.ZoneInfo(OTTAWA)).date()
    story = Story(day_zero=today - datetime.timedelta(days=STAGES[stage]))
    with transaction.atomic():
        with clock.at(story.began):
            demo.begin()
            frame.lay(story)
        _plan_acts(story, stage)
        for act in progress(sorted(act for act in story.acts if act.at <= now)):
            with clock.at(act.at):
                act.do()
    return story


def _plan_acts(story: Story, stage: str) -> None:
    with_answers = stage != "gathering"
    for told in questions.ALL:
        _ask(story, told)
    for told in contributions.ALL:
        _say(story, told)
    forum.meet(story)
    workshops.hold_all(story)
    papers.hand_out(story)
    repository.fill_shelf(story)
    members.begin_all(story, stage)
    listings.list_all(story)
    clarified.ask_authors(story, is_under_way=STAGES[stage] == 0)
    _moderate(story)
    survey.bring_in(story, is_under_way=STAGES[stage] == 0)
    asking.ask_all(story, is_under_way=STAGES[stage] == 0)
    for told in groups.ALL:
        story.then(story.on(told.at), lambda told=told: _group(story, told))
    translations.translate_all(story)
    votes.vote_on_it(story)
    report.report_it(story, with_answers=with_answers)
    if with_answers:
        readings.read_all(story)
        for told in answers.ALL:
            _answer(story, told)
        _conclude(story)
        for told in promises.ALL:
            _promise(story, told)
        _publish_plan(story)
        for told in promises.PROGRESS:
            story.then(story.on(told.reported), lambda told=told: _report(story, told))


def _ask(story: Story, told: Any) -> None:
    bruno = story.people["bruno"]

    def create() -> None:
        story.consultations[told.slug] = consultations.create_consultation(
            story.cycle,
            by=bruno,
            slug=told.slug,
            title=story.words(told.title),
            summary=story.words(told.summary),
            help=story.words(told.help),
            questions=[story.words(question) for question in told.questions],
            opens_at=story.on(told.opens),
            closes_at=story.on(told.closes),
            moderation=told.moderation,
            welcomes=told.welcomes,
        )

    def invite() -> None:
        consultation = story.consultations[told.slug]
        for of, value, label, expected in told.audiences:
            consultations.expect_audience(
                consultation, by=bruno, of=of, value=value, label=story.words(label), expected=expected
            )
        for site in told.sites:
            consultations.allow_embedding(consultation, by=bruno, site=site)

    story.then(story.on(told.opens) - datetime.timedelta(days=3), create)
    story.then(story.on(told.opens) - datetime.timedelta(days=2), invite)
    story.then(story.on(told.opens), lambda: consultations.open_consultation(story.consultations[told.slug], by=bruno))
    story.then(
        story.on(told.closes), lambda: consultations.close_consultation(story.consultations[told.slug], by=bruno)
    )


def _say(story: Story, told: Any) -> None:
    """One contribution: said, read by a moderator where that comes first, then supported by neighbours."""
    scribe = story.people["hana"] if told.channel not in Contribution.OWN_CHANNELS else None
    around = {"source_url": questions.LIBRARY} if told.channel == Contribution.Channel.EMBED else None
    at = story.on(told.said)

    def say() -> None:
        consultation = story.consultations[told.consultation]
        if told.channel == Contribution.Channel.EMAIL:
            story.contributions[told.id] = _by_mail(story, told)
            return
        story.contributions[told.id] = consultations.contribute(
            consultation,
            by=scribe or story.people.get(told.author),
            words=told.words,
            language=told.language,
            themes=[story.themes[slug] for slug in told.themes],
            channel=told.channel,
            question=consultation.questions.filter(number=told.question).first() if told.question else None,
            kind=told.kind,
            organisation=told.organisation,
            public_name=told.public_name,
            refers_to=story.contributions.get(told.refers_to),
            source_ref=told.source_ref,
            provenance=around,
            hold=told.checked_after > 0,
        )

    def read() -> None:
        contribution = story.contributions[told.id]
        if contribution.status == Contribution.Status.HELD:
            consultations.publish(contribution, by=story.people["hana"])

    story.then(at, say)
    story.then(told.published(story.day_zero), read)
    draw, long = random.Random(f"{_SEED} {told.id}"), 90 if told.id in _ONE_EVENING else 8 * 24 * 60
    for neighbour in draw.sample(story.neighbours, min(told.supports, len(story.neighbours))):
        later = told.published(story.day_zero) + datetime.timedelta(minutes=draw.randint(20, long))
        story.then(later, lambda neighbour=neighbour: _support(story, told.id, neighbour))


def _by_mail(story: Story, told: Any) -> Contribution:
    """Somebody sends a letter and confirms that they wrote it; a moderator says which themes it speaks to."""
    consultation = story.consultations[told.consultation]
    letter = Letter(key=told.id, sender=f"{told.id}@example.net", words=told.words)
    contribution = consultations.confirm_mail(consultations.receive_mail(consultation, letter=letter))
    return consultations.change_themes(
        contribution, by=story.people["hana"], themes=[story.themes[slug] for slug in told.themes]
    )


def _support(story: Story, key: str, neighbour: Person) -> None:
    if (contribution := story.contributions[key]).status == Contribution.Status.PUBLISHED:
        consultations.support(contribution, by=neighbour, network=_ONE_EVENING.get(key, ""))


def _hide(story: Story, told: Any) -> None:
    contribution = story.contributions[told.contribution]
    because = Words(told.sentence).best(contribution.language)[1]
    consultations.hide(contribution, by=story.people[told.by], reason=told.reason, because=because)


def _moderate(story: Story) -> None:
    for told in hidden.ALL:
        story.then(story.on(told.at), lambda told=told: _hide(story, told))
    for told in hidden.RESTORED:
        _appeal(story, told)


def _group(story: Story, told: Any) -> None:
    lead, *members = (story.contributions[key] for key in (told.lead, *told.members) if _can_be_read(story, key))
    consultations.group(lead, by=story.people[told.by], members=members)


def _appeal(story: Story, told: Any) -> None:
    """Hidden by one moderator, appealed against by its author, restored by another."""
    appeals: list[Appeal] = []

    def ask() -> None:
        contribution = story.contributions[told.hiding.contribution]
        appeals.append(consultations.appeal(contribution, by=story.people[told.author], words=told.plea))

    def decide() -> None:
        consultations.grant_appeal(appeals[0], by=story.people[told.decided_by])
        story.contributions[told.hiding.contribution].refresh_from_db()

    story.then(story.on(told.hiding.at), lambda: _hide(story, told.hiding))
    story.then(story.on(told.asked), ask)
    story.then(story.on(told.decided), decide)


def _answer(story: Story, told: Any) -> None:
    drafter, reader = story.people[told.drafted_by], story.people[told.reviewed_by]

    def draft() -> None:
        response = commitments.draft_response(
            story.cycle,
            by=drafter,
            organisation=story.organisations[told.organisation],
            disposition=told.disposition,
            reason=story.words(told.reason),
            contributions=[story.contributions[key] for key in told.answers if _can_be_read(story, key)],
        )
        story.responses[told.id] = response
        for key, note in told.notes.items():
            commitments.note_to_person(response, story.contributions[key], by=drafter, note=story.words(note))

    def correct(correction: Any) -> None:
        commitments.correct_response(
            story.responses[told.id],
            by=story.people[correction.by],
            disposition=told.disposition,
            reason=story.words(correction.reason),
            why=story.words(correction.why),
        )

    story.then(story.on(told.drafted), draft)
    story.then(story.on(told.submitted), lambda: commitments.submit_for_review(story.responses[told.id], by=drafter))
    story.then(story.on(told.published), lambda: commitments.publish_response(story.responses[told.id], by=reader))
    for correction in told.corrections:
        story.then(story.on(correction.at), lambda correction=correction: correct(correction))


def _can_be_read(story: Story, key: str) -> bool:
    contribution = story.contributions.get(key)
    return contribution is not None and contribution.status == Contribution.Status.PUBLISHED


def _conclude(story: Story) -> None:
    """The day after the last answer, the consultations are answered; before the plan is drafted, its themes are settled."""
    bruno = story.people["bruno"]
    last = max(story.on(told.published) for told in answers.ALL)

    def conclude() -> None:
        for consultation in story.consultations.values():
            consultations.conclude_consultation(consultation, by=bruno)

    def settle() -> None:
        for taken in story.cycle.cycle_themes.exclude(status=CycleTheme.Status.DROPPED):
            cycles.confirm_theme(taken, by=bruno)

    story.then(last + datetime.timedelta(days=1), conclude)
    story.then(story.on(When(told_cycle.PHASES[2].starts)), settle)


def _promise(story: Story, told: Any) -> None:
    """A commitment: its first wording, the revisions, its adoption, and the answers that point to it."""
    first, *revisions = told.versions

    def draft() -> None:
        story.commitments[told.code] = commitments.draft_commitment(
            story.cycle,
            # A ministry may word a commitment first; conveners put it on the table.
            by=story.people["bruno"],
            organisation=story.organisations[told.organisation],
            title=story.words(first.title),
            problem=story.words(first.problem),
            change=story.words(first.change),
            sources=[story.contributions[key] for key in told.sources if _can_be_read(story, key)],
        )

    def revise(version: Any) -> None:
        commitments.revise_commitment(
            story.commitments[told.code],
            by=story.people[version.by],
            title=story.words(version.title),
            problem=story.words(version.problem),
            change=story.words(version.change),
            why=story.words(version.note),
            confirmed=story.cycle.place.writing_languages,
        )

    story.then(story.on(first.at), draft)
    for version in revisions:
        story.then(story.on(version.at), lambda version=version: revise(version))
    adopter = story.people[told.adopted_by]
    story.then(story.on(told.adopted), lambda: commitments.adopt_commitment(story.commitments[told.code], by=adopter))
    for answer in answers.ALL:
        if told.code in answer.commitments:
            linked = max(story.on(first.at), story.on(answer.published)) + datetime.timedelta(minutes=5)
            story.then(linked, lambda answer=answer: _link(story, answer, told.code))


def _link(story: Story, answer: Any, code: str) -> None:
    response = story.responses[answer.id]
    linked = [*response.commitments.all(), story.commitments[code]]
    commitments.link_commitments(response, by=story.people[answer.drafted_by], commitments=linked)


def _publish_plan(story: Story) -> None:
    told = promises.PLAN
    editor = story.people[told.published_by]

    def gather() -> None:
        story.plan = commitments.create_plan(
            story.cycle, by=editor, title=story.words(told.title), introduction=story.words(told.introduction)
        )
        for code in told.commitments:
            commitments.add_line(story.plan, story.commitments[code], by=editor)

    story.then(story.on(told.published) - datetime.timedelta(days=2), gather)
    story.then(story.on(told.published), lambda: commitments.publish_plan(story.plan, by=editor))


def _report(story: Story, told: Any) -> None:
    commitments.report_progress(
        story.commitments[told.commitment],
        by=story.people[told.by],
        period_ends_on=story.day(told.period_ends),
        status=told.status,
        words=story.words(told.words),
        challenges=story.words(told.challenges),
    )
