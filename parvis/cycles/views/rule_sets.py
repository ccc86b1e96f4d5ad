"""The rules of the partnership: everybody reads them, the support unit and the keeper revise them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from parvis.core.editing import filled
from parvis.core.pages import public_page
from parvis.cycles import actions
from parvis.cycles.forms.rule_sets import RuleForm
from parvis.cycles.models import Rule, RuleSetVersion
from parvis.cycles.queries import rule_sets as queries
from parvis.cycles.rules import may_edit_rules


@public_page
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Show all rule sets as they stand."""
    context = {"versions": queries.latest_versions(), "may_edit": bool(may_edit_rules(request.user))}
    return render(request, "cycles/rules.html", context)


@public_page
@require_safe
def rule_set(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show one version of a rule set, and what it says otherwise than another: the one before, unless one is named."""
    versions = queries.versions_of(slug)
    numbered = {version.number: version for version in versions}
    if number not in numbered:
        raise Http404
    asked = request.GET.get("with", "")
    other = int(asked) if asked.isdecimal() and len(asked) < 5 else number - 1
    older, newer = (numbered.get(one) for one in sorted((other, number)))
    context = {
        "version": numbered[number],
        "versions": versions,
        "compared": numbered.get(other),
        "differences": queries.differences(older, newer) if older and newer else [],
        "is_latest": number == versions[0].number,
        "may_edit": bool(may_edit_rules(request.user)),
    }
    return render(request, "cycles/rule_set.html", context)


@never_cache
def revise_rule(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Revise one rule."""
    if not may_edit_rules(request.user):
        raise Http404
    latest = RuleSetVersion.objects.of(slug).first()
    rule = get_object_or_404(Rule.objects.select_related("version"), version=latest, key=key)
    form = RuleForm(request.POST or None, rule=rule)
    if revised := filled(form, lambda typed: actions.revise_rule(rule, by=request.user, **typed)):
        return redirect(revised.version)
    return render(request, "cycles/revise_rule.html", {"form": form, "rule": rule}, status=form.status)
