"""Revise a rule of the partnership: what it said before stays, in the version before."""

import json
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from parvis.core import clock
from parvis.core.overtaken import Marks
from parvis.core.rules import Refused
from parvis.cycles.models import Rule, RuleSetVersion
from parvis.cycles.parameters import are_sound
from parvis.cycles.rules import may_edit_rules
from parvis.record import record
from parvis.record.overtaking import refuse_overtaken

_NAMES = ("number", "text", "parameters", "source", "link", "mark")


@transaction.atomic
def revise_rule(rule: Rule, *, by: Any, reason: str, seen: Marks | None = None, **fields: Any) -> Rule:
    """Make a new version of a rule set in which one rule says something else; cycles that have opened keep theirs.

    `fields` are number, text, parameters, source, link and mark. `rule` may be of any version: the latest is revised.
    Refused when overtaken: `seen` is what the form showed.
    """
    may_edit_rules(by).enforce()
    rule_set = rule.version.rule_set
    # The first version is the lock of its rule set: whoever revises another rule meanwhile waits.
    RuleSetVersion.objects.select_for_update().filter(rule_set=rule_set).order_by("number").first()
    latest = RuleSetVersion.objects.of(rule_set)[0]
    rule = latest.rules.select_related("version").get(key=rule.key)
    typed = {name: getattr(rule, name) for name in _NAMES} | fields
    if not are_sound(rule.key, typed["parameters"]):
        raise Refused(
            _("These parameters do not fit the rule. Keep their names, and write whole numbers and real days.")
        )
    refuse_overtaken(latest, seen, saved=shown_of(rule), typed=_shown(typed), verbs=("rules.revised",))
    changed = sorted(name for name, value in fields.items() if getattr(rule, name) != value)
    if not changed:
        return rule
    version = _copy(latest, reason=reason)
    revised = version.rules.select_related("version").get(key=rule.key)
    for name in changed:
        setattr(revised, name, fields[name])
    revised.save(update_fields=changed)
    facts = {"rule": rule.key, "version": version.number, "changed": changed}
    record("rules.revised", version, by=by, facts=facts)
    return revised


def shown_of(rule: Rule) -> dict[str, Any]:
    """Return what the form of a rule shows of it; parameters as the text in which they are typed."""
    return _shown({name: getattr(rule, name) for name in _NAMES})


def _shown(values: dict[str, Any]) -> dict[str, Any]:
    return values | {"parameters": json.dumps(values["parameters"], indent=1)}


def _copy(version: RuleSetVersion, *, reason: str) -> RuleSetVersion:
    number = version.number + 1
    copy = RuleSetVersion.objects.create(rule_set=version.rule_set, number=number, made_at=clock.now(), reason=reason)
    rules = list(version.rules.all())
    for rule in rules:
        rule.pk, rule.version = None, copy
    Rule.objects.bulk_create(rules)
    return copy
