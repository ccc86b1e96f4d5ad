"""Choose what a sentence rests on, and what it quotes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from parvis.consultations.models import Contribution
from parvis.core.rules import Refused
from parvis.heard import actions
from parvis.heard.models import Heard
from parvis.heard.queries.desk import choices_of, spans_of
from parvis.heard.rows import said_in
from parvis.heard.views.desk import statement_of, told

MOST = 1_000


@never_cache
def heard_sources(request: HttpRequest, slug: str, code: str, number: int) -> HttpResponse:
    """Tick the contributions a sentence rests on; or take all of its theme."""
    statement = statement_of(request, slug, code, number)
    if request.method == "POST":
        if told(request, lambda: _cite(request, statement)):
            messages.success(request, _("Saved."))
        return redirect(request.get_full_path())
    context = {"statement": statement, "consultation": statement.report.consultation}
    return render(request, "heard/desk/sources.html", context | {"page": choices_of(statement, _after(request))})


@never_cache
def heard_quotes(request: HttpRequest, slug: str, code: str, number: int) -> HttpResponse:
    """Tick the sentences to quote."""
    statement = statement_of(request, slug, code, number)
    page = spans_of(statement, _after(request))
    if request.method == "POST":
        spans = {span.value: span for spans in page.rows for span in spans}
        wanted = [spans[value] for value in request.POST.getlist("quote")[:MOST] if value in spans]
        if not wanted:
            messages.warning(request, _("Nothing was ticked, so nothing was quoted."))
            return redirect(request.get_full_path())
        for span in wanted:
            said = {"contribution": span.contribution, "start": span.start, "end": span.end}
            try:
                actions.quote(statement, by=request.user, **said)
            except Refused as refusal:
                messages.error(request, str(refusal))
                break
        return redirect("heard_statement", slug, code, number)
    context = {"statement": statement, "consultation": statement.report.consultation, "page": page}
    return render(request, "heard/desk/quotes.html", context)


def _cite(request: HttpRequest, statement: Heard) -> None:
    said = said_in(statement.section)
    if request.POST.get("step") == "all":
        actions.cite(statement, by=request.user, contributions=said.only("pk"))
        return
    ticked, shown = (_numbers(request, name) for name in ("contribution", "shown"))
    chosen = list(Contribution.objects.filter(pk__in=ticked).only("pk"))
    actions.cite(statement, by=request.user, contributions=chosen, among=shown)


def _numbers(request: HttpRequest, name: str) -> list[int]:
    values = request.POST.getlist(name)[:MOST]
    return [int(value) for value in values if value.isascii() and value.isdecimal() and len(value) < 18]


def _after(request: HttpRequest) -> int:
    after = request.GET.get("after", "")
    return int(after) if after.isdecimal() and len(after) < 7 else 0
