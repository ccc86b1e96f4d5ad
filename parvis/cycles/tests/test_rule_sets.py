"""The partnership's rules as data: their versions, and the one a cycle lives under."""

import pytest

from parvis.cycles import actions
from parvis.cycles.deadlines import YearDay
from parvis.cycles.models import Cycle, RuleSetVersion
from parvis.cycles.queries.rule_sets import deadline_rules, rules_of
from parvis.cycles.tests.factories import make_cycle

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
