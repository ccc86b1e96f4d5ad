"""The map of a consultation: a page, a table, and the file of which the record keeps the digest."""

import csv

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from parvis.analysis.models import Run
from parvis.analysis.queries.maps import last_map, map_page, read_statements, standing_of, voting_of
from parvis.consultations.models import Consultation
from parvis.consultations.rules import may_convene
from parvis.consultations.views.asking import signed_in, visible_consultation
from parvis.core.pages import public_page
from parvis.people.exports import safe_cell
from parvis.votes.cookies import VOTER_COOKIES, voter_of


@login_not_required
@require_safe
def opinion_map(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what people agree on, what divides them, and where they stand; to who voted, their own place as well."""
    votes_here = any(name.startswith(VOTER_COOKIES) for name in request.COOKIES)
    return (_own if votes_here else _shared)(request, slug)


def _show(request: HttpRequest, slug: str) -> HttpResponse:
    consultation = visible_consultation(request, slug)
    voting = voting_of(consultation)
    if voting is None:
        raise Http404
    run = last_map(consultation)
    person = signed_in(request)
    start = request.GET.get("after", "")
    mine = standing_of(run, voter_of(request, consultation, person)) if run else None
    page = map_page(run, int(start) if start.isdecimal() and len(start) < 7 else 0, mine) if run else None
    context = {"consultation": consultation, "voting": voting, "run": run, "page": page}
    return render(request, "analysis/map.html", context | {"may_convene": may_convene(person, consultation)})


# No cache holds the page of somebody who voted; that of everybody else is made once.
_own, _shared = never_cache(_show), public_page(_show)


@public_page
@require_safe
def map_json(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the published result, in the bytes of which the record keeps the digest."""
    run = _run(visible_consultation(request, slug))
    response = HttpResponse(run.bytes, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{slug}-map-{run.number}.json"'
    return response


@public_page
@require_safe
def map_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Give how each group voted on each statement as a file for spreadsheets; what is kept back is empty."""
    run = _run(visible_consultation(request, slug))
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}-map-{run.number}.csv"'
    # By this mark spreadsheets know that it is UTF-8.
    response.write("\ufeff")
    writer = csv.writer(response, quoting=csv.QUOTE_ALL)
    writer.writerow(["statement", "words", "language", "group", "agree", "disagree", "pass", "voted"])
    for read in read_statements(run).values():
        statement = read.statement.statement
        said = [statement.number, safe_cell(statement.words), statement.language]
        writer.writerows([*said, row.group or "everybody", *(row.cell or [""] * 4)] for row in read.rows)
    return response


def _run(consultation: Consultation) -> Run:
    run = last_map(consultation)
    if run is None:
        raise Http404
    return run
