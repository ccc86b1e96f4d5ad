"""The partnership's rules as data: their versions, and the one a cycle lives under."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parvis.core.console import CONSOLE
from parvis.core.overtaken import Overtaken, marks_of
from parvis.core.rules import Refused
from parvis.cycles import actions
from parvis.cycles.actions.rule_sets import shown_of
from parvis.cycles.deadlines import YearDay
from parvis.cycles.models import Cycle, RuleSetVersion
from parvis.cycles.parameters import are_sound
from parvis.cycles.queries.rule_sets import deadline_rules, rules_of
from parvis.cycles.shipped import SHIPPED
from parvis.cycles.tests.factories import make_cycle
from parvis.people.tests.factories import make_person
from parvis.record.models import Entry

pytestmark = pytest.mark.django_db

MINIMUM_REQUIREMENTS = {
    "mr_1_1": {"months": 6}, "mr_2_1": {}, "mr_2_2": {"publications": 2, "months": 12}, "mr_3_1": {"days": 14},
    "mr_3_2": {"events": 1}, "mr_3_3": {"sectors": 2}, "mr_4_1": {}, "mr_5_1": {"meetings": 2},
}  # fmt: skip


def test_each_rule_set_is_shipped_with_its_rules_in_four_languages_their_sources_and_marks():
    for version in RuleSetVersion.objects.prefetch_related("rules"):
        for rule in version.rules.all():
            assert not rule.text.missing(["en", "fr", "es", "ar"]), rule
            assert not rule.source.missing(["en", "fr", "es", "ar"]), rule
            assert rule.mark in ("verified", "partly", "unverified")
    assert set(RuleSetVersion.objects.values_list("rule_set", flat=True)) == set(Cycle.RuleSet)


def test_a_cycle_of_today_has_the_minimum_requirements_of_2022_in_one_query(django_assert_num_queries):
    cycle = make_cycle()

    with django_assert_num_queries(1):
        rules = rules_of(cycle)

    found = {key: rule.parameters for key, rule in rules.items() if key.startswith("mr_")}
    assert found == MINIMUM_REQUIREMENTS
    assert (rules["mr_5_1"].number, rules["mr_5_1"].mark) == ("MR 5.1", "unverified")


def test_a_cycle_is_pinned_to_the_version_in_force_when_it_opens(draft, bruno):
    actions.open_cycle(draft, by=bruno)

    assert Cycle.objects.get(pk=draft.pk).rules_version.rule_set == "C"


def test_the_rules_say_when_a_plan_is_due():
    cycle = make_cycle(rule_set="B")

    assert deadline_rules(rules_of(cycle).values()).due == YearDay(month=8, day=31)


def rule_of(rule_set, key):
    return RuleSetVersion.objects.of(rule_set)[0].rules.get(key=key)


def test_a_revised_rule_is_a_new_version_and_a_cycle_that_opened_keeps_its_own(draft, bruno):
    actions.open_cycle(draft, by=bruno)
    revised = actions.revise_rule(
        rule_of("C", "mr_3_1"), by=CONSOLE, reason="Read in the standards.", mark="verified", parameters={"days": 21}
    )

    assert (revised.version.number, revised.parameters) == (2, {"days": 21})
    assert rules_of(Cycle.objects.get(pk=draft.pk))["mr_3_1"].parameters == {"days": 14}
    assert rules_of(make_cycle())["mr_3_1"].parameters == {"days": 21}
    entry = Entry.objects.get(verb="rules.revised")
    assert entry.facts == {"rule": "mr_3_1", "version": 2, "changed": ["mark", "parameters"]}


def test_saving_the_same_rule_makes_no_version():
    rule = rule_of("C", "mr_3_1")

    actions.revise_rule(rule, by=CONSOLE, reason="Nothing.", parameters={"days": 14}, mark="unverified")

    assert RuleSetVersion.objects.filter(rule_set="C").count() == 1
    assert not Entry.objects.exists()


def test_the_second_of_two_who_revise_a_rule_sees_what_the_first_wrote():
    rule = rule_of("C", "mr_3_1")
    seen = marks_of(shown_of(rule))
    actions.revise_rule(rule, by=CONSOLE, reason="First.", parameters={"days": 21}, seen=seen)

    with pytest.raises(Overtaken):
        actions.revise_rule(rule, by=CONSOLE, reason="Second.", parameters={"days": 7}, seen=seen)


def test_only_the_support_unit_and_the_keeper_revise_rules(bruno, amina, client):
    for person in (None, amina, bruno):
        with pytest.raises(Refused):
            actions.revise_rule(rule_of("C", "mr_3_1"), by=person, reason="No.", mark="verified")
    client.force_login(bruno)
    assert client.get("/en/rules/C/mr_3_1/edit/").status_code == 404


@pytest.mark.parametrize(
    ("key", "parameters"),
    [
        ("mr_3_1", {"days": 0}), ("mr_3_1", {"days": "14"}), ("mr_3_1", {"months": 1}), ("mr_3_1", []), ("mr_2_1", {"x": 1}),
        ("plan_due", {"month": 2, "day": 30}), ("plan_due", {"month": 8}), ("lateness", {"stages": [{"key": "mars"}]}),
        ("lateness", {"stages": [{"key": "late"}, {"key": "late"}]}), ("lateness", {"stages": {}}),
        ("lateness", {"stages": [{"key": "late", "consequences": ["fine"]}]}), ("no_plan", {"months": True}),
        ("lateness", {"stages": [{"key": ["late"]}]}),
        ("extension", {"months": 12, "until": "31 August"}), ("plan_length", {"years": []}), ("plan_end", {"days": [[6, 31]]}),
        ("involve", {"level": "mars"}), ("involve", {"level": []}),
    ],
)  # fmt: skip
def test_parameters_nobody_could_count_by_are_refused(key, parameters):
    assert not are_sound(key, parameters)


def test_every_shipped_rule_can_be_counted_by():
    for told in SHIPPED.values():
        assert [rule["key"] for rule in told if not are_sound(rule["key"], rule["parameters"])] == []


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_everybody_reads_the_rules_with_their_sources_and_marks(client, language):
    for page in ("", "A/1/", "B2/1/"):
        assert client.get(f"/{language}/rules/{page}").status_code == 200
    body = client.get("/en/rules/").content.decode()
    assert "MR 1.1" in body
    assert "partly verified" in body
    assert "Participation and Co-creation Standards, approved on 24 November 2021" in body
    assert client.get("/en/rules/C/9/").status_code == client.get("/en/rules/X/1/").status_code == 404


def test_a_page_tells_what_a_version_says_otherwise(client):
    words = {**rule_of("B", "plan_due").text, "en": "A plan is due on the last day of August."}
    actions.revise_rule(rule_of("B", "plan_due"), by=CONSOLE, reason="A clearer sentence.", text=words)

    for page in ("B/2/", "B/1/?with=2"):
        body = client.get(f"/en/rules/{page}").content.decode()
        assert "A clearer sentence." in body
        assert "<ins>" in body
    assert client.get("/en/rules/B/1/?with=mars").status_code == 200


def test_the_rules_cost_the_same_however_many_versions_there_are(client, django_assert_num_queries):
    client.get("/en/rules/C/1/")
    with CaptureQueriesContext(connection) as one:
        client.get("/en/rules/C/1/")
    for days in (15, 16):
        actions.revise_rule(rule_of("C", "mr_3_1"), by=CONSOLE, reason="Another.", parameters={"days": days})

    with django_assert_num_queries(len(one)):
        client.get("/en/rules/C/1/")


def test_the_support_unit_revises_a_rule_on_a_page(client):
    client.force_login(make_person("Kofi", is_support_unit=True))
    rule = rule_of("C", "mr_3_1")
    typed = {
        f"{name}_{code}": getattr(rule, name)[code] for name in ("text", "source") for code in ("en", "fr", "es", "ar")
    }
    typed |= {"number": "MR 3.1", "parameters": '{"days": 15', "mark": "partly", "reason": "Read in a report."}
    path = "/en/rules/C/mr_3_1/edit/"

    assert "This is not JSON" in client.post(path, typed).content.decode()
    assert "do not fit the rule" in client.post(path, typed | {"parameters": '{"days": -1}'}).content.decode()
    assert client.post(path, typed | {"parameters": '{"days": 15}'}).url == "/en/rules/C/2/"

    assert rule_of("C", "mr_3_1").parameters == {"days": 15}
    assert "Revise" in client.get("/en/rules/").content.decode()
