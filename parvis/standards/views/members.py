"""Where the support unit sees all members at a glance."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from parvis.core import clock
from parvis.core.spreadsheets import csv_lines
from parvis.standards.forms import MembersForm
from parvis.standards.queries.members import Member, members
from parvis.standards.rules import may_compare_members

COLUMNS = ("place", "iso", "name", "region", "standing", "cycle", "not_met", "at_risk", "next_deadline", "asks_waiting", "last_activity")  # fmt: skip


@never_cache
@require_safe
def members_page(request: HttpRequest) -> HttpResponse:
    """Show a line for each member: its cycle, what is missed and what comes next, what waits, when something happened last."""
    may_compare_members(request.user).admit()
    form = MembersForm(request.GET)
    found = members(_wanted(form) | {"page": _page(request)})
    return render(request, "standards/members.html", {"members": found, "form": form})


@never_cache
@require_safe
def members_file(request: HttpRequest) -> HttpResponse:
    """Give the same lines, all of them, as a file for spreadsheets."""
    may_compare_members(request.user).admit()
    found = members(_wanted(MembersForm(request.GET)))
    answer = StreamingHttpResponse(csv_lines(COLUMNS, map(_cells, found.rows)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="members-{clock.now():%Y-%m-%d}.csv"'
    return answer


def _wanted(form: MembersForm) -> dict[str, Any]:
    """What is asked for wrongly is not asked for."""
    form.is_valid()
    return dict(form.cleaned_data)


def _page(request: HttpRequest) -> str:
    page = request.GET.get("page", "")
    return page if page.isdecimal() and len(page) < 5 else "1"


def _cells(row: Member) -> Iterator[Any]:
    yield from (row.place.slug, row.place.iso, row.name, row.place.region, row.standing)
    yield row.cycle.number if row.cycle else ""
    yield from (row.not_met, row.at_risk, row.next_on or "", row.asks_waiting)
    yield row.last_sign.isoformat() if row.last_sign else ""
