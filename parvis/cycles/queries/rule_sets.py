"""Rule sets as pages and checks read them."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from parvis.core.languages import language_name
from parvis.core.rules import Sentence
from parvis.cycles import deadlines
from parvis.cycles.models import Cycle, Rule, RuleSetVersion


def rules_of(cycle: Cycle) -> dict[str, Rule]:
    """Return the rules a cycle lives under, by key and in their order; one query.

    They are those of the version in force when it opened, and of the latest while it is being prepared.
    """
    rules = Rule.objects.select_related("version").order_by("order")
    if cycle.rules_version_id:
        found = rules.filter(version=cycle.rules_version_id)
    else:
        found = rules.filter(version=Subquery(RuleSetVersion.objects.of(cycle.rule_set).values("pk")[:1]))
    return {rule.key: rule for rule in found}


def parameters_of(cycles: Iterable[Cycle]) -> dict[int, dict[str, dict[str, Any]]]:
    """Return the parameters of the rules each cycle lives under, by the number of the cycle and the key; two queries."""
    cycles = list(cycles)
    latest = Subquery(RuleSetVersion.objects.of(OuterRef("rule_set")).values("number")[:1])
    newest = dict(RuleSetVersion.objects.filter(number=latest).values_list("rule_set", "pk"))
    versions = {cycle.pk: cycle.rules_version_id or newest.get(cycle.rule_set) for cycle in cycles}
    said: dict[int, dict[str, dict[str, Any]]] = {}
    for version, key, parameters in Rule.objects.filter(version__in=set(versions.values())).values_list(
        "version", "key", "parameters"
    ):
        said.setdefault(version, {})[key] = parameters
    return {pk: said.get(version, {}) if version else {} for pk, version in versions.items()}


def deadline_rules(rules: Iterable[Rule]) -> deadlines.Rules:
    """Return what rules say of dates."""
    return deadlines.Rules.of({rule.key: rule.parameters for rule in rules})


@dataclass(frozen=True)
class Difference:
    """A part of a rule that a version says otherwise than another; `language` is "" where the part has none."""

    rule: Rule
    label: Sentence
    language: str
    before: str
    after: str


def latest_versions() -> list[RuleSetVersion]:
    """Return the latest version of each rule set, with its rules; two queries."""
    latest = Subquery(RuleSetVersion.objects.of(OuterRef("rule_set")).values("number")[:1])
    return list(RuleSetVersion.objects.filter(number=latest).prefetch_related("rules"))


def versions_of(rule_set: str) -> list[RuleSetVersion]:
    """Return all versions of a rule set, newest first, with their rules; two queries."""
    return list(RuleSetVersion.objects.of(rule_set).prefetch_related("rules"))


def differences(older: RuleSetVersion, newer: RuleSetVersion) -> list[Difference]:
    """Return what a version says otherwise than an older one, rule by rule; no query when their rules are at hand."""
    before = {rule.key: rule for rule in older.rules.all()}
    pairs = [(before[rule.key], rule) for rule in newer.rules.all() if rule.key in before]
    return [one for was, now in pairs for one in _parts(was, now) if one.before != one.after]


def _parts(was: Rule, now: Rule) -> Iterator[Difference]:
    plain = {_("Number"): "number", _("Parameters"): "parameters", _("Link to the source"): "link"}
    for label, name in plain.items():
        yield Difference(now, label, "", _plain(getattr(was, name)), _plain(getattr(now, name)))
    yield Difference(now, _("How far it was checked"), "", was.get_mark_display(), now.get_mark_display())
    for label, old, new in ((_("Rule"), was.text, now.text), (_("Source"), was.source, now.source)):
        for language in sorted({*old, *new}):
            told = f"{label} · {language_name(language)}"
            yield Difference(now, told, language, old.get(language, ""), new.get(language, ""))


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)
