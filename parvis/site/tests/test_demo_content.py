"""The demonstration's content holds together: nothing is missing in a language, out of order, or about nobody."""

import datetime
import re
import zoneinfo
from collections import Counter

import pytest

from parvis.consultations.actions.clarifications import REPLY_WITHIN
from parvis.site.demo import (
    answers,
    clarified,
    consultations,
    contributions,
    cycle,
    hidden,
    organisations,
    people,
    places,
    promises,
    themes,
    votes,
)
from parvis.site.demo.story import LANGUAGES, STAGES, When, fill, words, years
from parvis.votes.models import LONGEST_STATEMENT

DAY_ZERO = datetime.date(2018, 3, 8)
NOW = datetime.datetime(2018, 3, 8, 9, tzinfo=zoneinfo.ZoneInfo("America/Toronto"))
SPOKEN = contributions.BY_ID
PEOPLE = {person.key for person in people.ALL}
INSTITUTIONS = {organisation.slug for organisation in organisations.INSTITUTIONS}
THEMES = {theme.slug for theme in themes.ALL}
OFFICIAL = {"en", "fr"}


def published(slug: str) -> list[str]:
    """Return the ids of what can be read in a consultation on the morning of day 0."""
    return [
        said.id
        for said in contributions.ALL
        if said.consultation == slug and said.published(DAY_ZERO) <= NOW and said.id not in hidden.BY_CONTRIBUTION
    ]


def answered(slug: str) -> list[str]:
    """Return those of them that are answered."""
    return sorted(answers.answered_on(0) & set(published(slug)))


def frame_texts():
    """Return every text that must exist in the four languages."""
    yield from (organisations.NOTICE, cycle.CYCLE.title, promises.PLAN.title, promises.PLAN.introduction)
    yield from (item.name for item in (*places.ALL, *organisations.ALL, *cycle.PHASES, *themes.ALL))
    yield from (theme.description for theme in themes.ALL)
    yield from (person.about for person in people.ALL)
    yield from (text for line in cycle.CALENDAR for text in (line.title, line.where))
    yield from (text for asked in consultations.ALL for text in (asked.title, asked.summary, asked.help))
    yield from (question for asked in consultations.ALL for question in asked.questions)
    yield from (told.words for told in votes.ALL)
    yield from (decision.sentence for decision in hidden.ALL)
    yield from (told.hiding.sentence for told in hidden.RESTORED)
    versions = [version for promise in promises.ALL for version in promise.versions]
    yield from (text for version in versions for text in (version.title, version.problem, version.change))
    yield from (version.note for version in versions if version.note)
    yield from (report.words for report in promises.PROGRESS)
    yield from (report.challenges for report in promises.PROGRESS if report.challenges)


def answer_texts():
    """Return every text of an answer."""
    for response in answers.ALL:
        yield from (response.reason, *response.notes.values())
        for correction in response.corrections:
            yield from (correction.reason, correction.why)


def moments():
    """Return every moment at which somebody acts."""
    for said in contributions.ALL:
        yield said.said
    for decision in hidden.ALL:
        yield decision.at
    for response in answers.ALL:
        yield from (response.drafted, response.submitted, response.published)
        yield from (correction.at for correction in response.corrections)
    for promise in promises.ALL:
        yield from (version.at for version in promise.versions)
        yield promise.adopted
    for report in promises.PROGRESS:
        yield report.reported


def test_every_frame_text_exists_in_the_four_languages():
    assert [texts for texts in frame_texts() if tuple(texts) != LANGUAGES] == []


def test_every_answer_exists_in_the_official_languages_and_most_in_the_others():
    assert [texts for texts in answer_texts() if not set(texts) >= OFFICIAL] == []
    assert sum(tuple(response.reason) == LANGUAGES for response in answers.ALL) > 0.8 * len(answers.ALL)


def test_every_reason_is_at_least_two_sentences_long():
    short = [
        (response.id, code)
        for response in answers.ALL
        for code, text in response.reason.items()
        if len(re.findall(r"[.!؟?](?=\s|$)", text)) < 2
    ]
    assert short == []


def test_french_is_printed_with_the_spaces_of_french():
    texts = [texts["fr"] for texts in (*frame_texts(), *answer_texts())]
    assert [text for text in texts if re.search(r" [:;!?»%$]|[^\N{NO-BREAK SPACE}]:(?!//)|« |'", text)] == []


def test_arabic_is_written_with_arabic_punctuation():
    texts = [texts["ar"] for texts in frame_texts()]
    assert [text for text in texts if re.search(r"[,;?]", text)] == []


def test_words_keep_only_the_languages_given():
    assert words("It's 5 %", "C'est 5 % : « oui »") == {
        "en": "It’s 5 %",
        "fr": "C’est 5\u00a0%\u00a0: «\u00a0oui\u00a0»",
    }


def test_placeholders_are_only_the_years_of_the_plan():
    values = years(DAY_ZERO, cycle.PHASES[-1].starts, cycle.PHASES[-1].ends)

    assert values == {"plan_start": 2018, "plan_end": 2020}
    assert fill(consultations.ALL[0].title, values)["en"].endswith("by 2020?")
    assert [texts for texts in frame_texts() if re.search(r"[{}]", "".join(fill(texts, values).values()))] == []


def test_canada_thirty_countries_and_some_local_governments_take_part():
    assert len(places.COUNTRIES) == 31
    assert len({place.iso for place in places.COUNTRIES}) == 31
    assert len({place.slug for place in places.ALL}) == len(places.ALL)
    assert {place.parent for place in places.LOCAL_GOVERNMENTS} <= {place.slug for place in places.COUNTRIES}
    assert all(zoneinfo.ZoneInfo(place.time_zone) for place in places.ALL)


def test_six_weeks_are_gone_four_are_left_and_so_are_28_days():
    shaping = cycle.PHASES[1]

    assert (-shaping.starts // 7, shaping.ends // 7) == (6, 4)
    assert (consultations.ALL[0].closes.on(DAY_ZERO) - NOW).days == 28
    assert cycle.CALL.on(DAY_ZERO).date() == datetime.date(2018, 2, 28)


def test_phases_follow_each_other_without_a_gap():
    gaps = [after.starts - before.ends for before, after in zip(cycle.PHASES, cycle.PHASES[1:], strict=False)]
    assert gaps == [1] * 5


def test_every_address_is_at_example_org():
    assert {person.email.partition("@")[2] for person in people.ALL} == {"example.org"}


def test_everybody_named_exists():
    named = {response.drafted_by for response in answers.ALL} | {response.reviewed_by for response in answers.ALL}
    named |= {decision.by for decision in hidden.ALL} | {report.by for report in promises.PROGRESS}
    named |= {version.by for promise in promises.ALL for version in promise.versions}
    named |= {said.author for said in contributions.ALL if said.author}
    assert named <= PEOPLE


def test_every_institution_and_theme_named_exists():
    assert {response.organisation for response in answers.ALL} <= INSTITUTIONS
    assert {promise.organisation for promise in promises.ALL} <= INSTITUTIONS
    assert {slug for said in contributions.ALL for slug in said.themes} <= THEMES
    assert {role.organisation for person in people.ALL for role in person.roles if role.organisation} <= {
        organisation.slug for organisation in organisations.ALL
    }


def test_people_answer_for_their_own_institution_or_convene():
    speaks_for = {(person.key, role.organisation) for person in people.ALL for role in person.roles}
    convenes = {person.key for person in people.ALL for role in person.roles if role.kind == "convener"}
    strangers = [
        response.id
        for response in answers.ALL
        if (response.drafted_by, response.organisation) not in speaks_for and response.drafted_by not in convenes
    ]
    assert strangers == []


def test_enough_was_said_in_enough_ways():
    assert len(contributions.ALL) >= 150
    assert len(contributions.COMMITMENTS) >= 100
    assert len(contributions.OWNERSHIP) >= 25
    assert len(contributions.FEMINIST) >= 20
    assert {said.language for said in contributions.ALL} == {*LANGUAGES, "pt", "iu"}
    assert {said.channel for said in contributions.ALL} == {"web", "embed", "workshop", "paper", "email", "hashtag"}
    assert {said.kind for said in contributions.ALL} == {"citizen", "civil", "business", "academia", "public", "media"}


def test_twenty_people_ask_for_names_and_amina_is_the_first():
    asked = contributions.ownership_names.NAMES

    assert len(asked) == 20
    assert {said.language for said in asked} == set(LANGUAGES)
    assert min(asked, key=lambda said: said.said[:2]).author == "amina"
    assert answers.BY_ID["owners-names"].answers == contributions.ids(asked)


def test_contributions_have_one_id_and_sources_are_brought_in_once():
    assert len(SPOKEN) == len(contributions.ALL)
    sources = Counter((said.consultation, said.source_ref) for said in contributions.ALL if said.source_ref)
    assert [source for source, times in sources.items() if times > 1] == []


@pytest.mark.parametrize("said", contributions.ALL, ids=lambda said: said.id)
def test_what_was_said_is_well_formed(said):
    asked = next(asked for asked in consultations.ALL if asked.slug == said.consultation)

    assert asked.opens.on(DAY_ZERO) <= said.said.on(DAY_ZERO) < asked.closes.on(DAY_ZERO)
    assert (said.checked_after > 0) == (asked.moderation == "before")
    assert 0 < len(said.words) <= 5000
    assert len(said.themes) <= 3
    assert 0 <= said.supports <= 40
    assert said.question is None or 1 <= said.question <= len(asked.questions)
    if said.refers_to:
        earlier = SPOKEN[said.refers_to]
        assert earlier.published(DAY_ZERO) < said.said.on(DAY_ZERO)


def test_one_letter_is_long_and_some_words_are_short():
    lengths = sorted(len(said.words) for said in contributions.ALL)
    assert lengths[-1] > 3900
    assert lengths[10] < 70


def test_what_was_hidden_wrongly_is_restored_by_somebody_else_after_its_author_appealed():
    for told in hidden.RESTORED:
        assert told.author == SPOKEN[told.hiding.contribution].author
        assert told.decided_by != told.hiding.by
        assert told.hiding.at.day <= told.asked.day < told.decided.day <= 0


@pytest.mark.parametrize("told", clarified.ALL, ids=lambda told: told.author)
def test_what_an_author_is_asked_is_in_their_language_and_they_still_have_the_time(told):
    author = next(person for person in people.ALL if person.key == told.author)
    moments = [each.on(DAY_ZERO) for each in (told.said, told.asked, told.replied) if each]

    assert author.language == told.language
    assert moments == sorted(moments)
    assert told.asked.on(DAY_ZERO) + REPLY_WITHIN > NOW
    assert set(told.themes) <= THEMES


def test_hidden_contributions_were_published_or_waiting_and_are_never_answered():
    reasons = {"off_topic", "insult", "personal_data", "advertising", "repeated"}

    assert {decision.reason for decision in hidden.ALL} == reasons
    assert all(SPOKEN[decision.contribution].said.day <= decision.at.day for decision in hidden.ALL)
    assert answers.answered_on(999).isdisjoint(hidden.BY_CONTRIBUTION)
    copy = next(decision for decision in hidden.ALL if decision.duplicate_of)
    assert SPOKEN[copy.contribution].words == SPOKEN[copy.duplicate_of].words


@pytest.mark.parametrize("response", answers.ALL, ids=lambda response: response.id)
def test_an_answer_comes_after_what_it_answers(response):
    heard = [SPOKEN[key].published(DAY_ZERO) for key in response.answers]
    steps = [moment.on(DAY_ZERO) for moment in (response.drafted, response.submitted, response.published)]
    steps += [correction.at.on(DAY_ZERO) for correction in response.corrections]

    assert max(heard) < steps[0]
    assert steps == sorted(steps)
    assert response.drafted_by != response.reviewed_by
    assert set(response.notes) <= set(response.answers)


def test_nothing_is_answered_twice_and_in_the_end_everything_is():
    times = Counter(key for response in answers.ALL for key in response.answers)
    assert set(times.values()) == {1}
    assert set(times) | set(hidden.BY_CONTRIBUTION) == set(SPOKEN)


def test_every_disposition_is_used_before_day_0():
    seen = {response.disposition for response in answers.ALL if response.drafted.day < 0}
    assert seen == {"accepted", "partly", "under_way", "not_accepted", "outside", "more_work"}


def test_one_answer_is_corrected_one_is_in_review_and_one_is_a_late_draft():
    waiting = [response for response in answers.ALL if response.drafted.day < 0 < response.published.day]

    assert [response.id for response in answers.ALL if response.corrections] == ["owners-names"]
    assert [response.id for response in waiting if response.submitted.day < 0] == ["women-time"]
    assert "owners-trusts-and-penalties" in [response.id for response in waiting if response.submitted.day > 0]


@pytest.mark.parametrize(
    ("slug", "share"),
    [(consultations.COMMITMENTS, 0.54), (consultations.OWNERSHIP, 0.90), (consultations.FEMINIST, 0.125)],
)
def test_coverage_is_what_the_square_shows(slug, share):
    assert len(answered(slug)) / len(published(slug)) == pytest.approx(share, abs=0.01)


def test_three_answers_about_owners_are_late_and_finance_owes_them():
    late = [
        key
        for key in set(published(consultations.OWNERSHIP)) - answers.answered_on(0)
        if SPOKEN[key].said.day + cycle.CYCLE.answer_days < 0
    ]
    draft = answers.BY_ID["owners-trusts-and-penalties"]

    assert sorted(late) == sorted(draft.answers)
    assert draft.organisation == "finance"


def test_workshop_notes_of_the_feminist_reading_wait_to_be_read():
    waiting = [said for said in contributions.FEMINIST if said.published(DAY_ZERO) > NOW]
    assert [said.channel for said in waiting] == ["workshop"] * 3


def test_six_commitments_are_made_of_what_was_said_and_change_on_the_way():
    drafted = sorted(promises.ALL, key=lambda promise: promise.versions[0].at[:2])

    assert [promise.code for promise in drafted] == list(promises.PLAN.commitments)
    for promise in promises.ALL:
        assert set(promise.sources) <= set(SPOKEN) - set(hidden.BY_CONTRIBUTION)
        assert len(promise.sources) == len(set(promise.sources))
        texts = [version.change["en"] for version in promise.versions]
        assert len(set(texts)) == len(texts) >= 2
        steps = [*(version.at.on(DAY_ZERO) for version in promise.versions), promise.adopted.on(DAY_ZERO)]
        assert steps == sorted(steps)
        assert all(version.note for version in promise.versions[1:])


def test_answers_point_to_commitments_that_exist():
    assert {code for response in answers.ALL for code in response.commitments} <= set(promises.BY_CODE)


def test_progress_is_reported_by_those_who_lead_and_says_what_stands_in_the_way():
    speaks_for = {(person.key, role.organisation) for person in people.ALL for role in person.roles}
    for report in promises.PROGRESS:
        assert (report.by, promises.BY_CODE[report.commitment].organisation) in speaks_for
        assert report.period_ends < report.reported.day < STAGES["tracking"]
        assert bool(report.challenges) == (report.status in {"NS", "LP"})


def test_what_is_late_was_due_before_the_day_it_is_told():
    assert [STAGES["tracking"] - late.due for late in promises.LATE] == [41, 20]
    assert all(late.organisation in INSTITUTIONS for late in promises.LATE)


def test_nothing_happens_on_the_days_at_which_the_story_is_told():
    told = set(STAGES.values())
    assert [moment for moment in moments() if moment.day in told] == []


def test_a_moment_is_told_in_its_own_time_zone():
    moment = When(-4, "13:00", cycle.CALGARY).on(DAY_ZERO)
    assert moment.isoformat() == "2018-03-04T13:00:00-07:00"


def test_every_statement_is_short_in_each_language():
    assert max(len(text) for told in votes.ALL for text in told.words.values()) <= LONGEST_STATEMENT


def test_no_leaning_agrees_with_everything_and_some_statements_are_shared():
    for leaning, _name in enumerate(votes.LEANINGS):
        assert min(told.leans[leaning] for told in votes.ALL) < 0.5
    assert sum(min(told.leans) > 0.75 for told in votes.ALL) >= 3
