"""Bring in a file of what was said elsewhere: look at how it is read, then take it in."""

import contextlib
import itertools
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from parvis.consultations import actions
from parvis.consultations.forms.bringing import ColumnsForm, FileForm, unpacked
from parvis.consultations.importing.load import Report, run
from parvis.consultations.importing.mapping import MappingRefused, reading
from parvis.consultations.importing.readers import Table
from parvis.consultations.models import Consultation
from parvis.consultations.queries.mappings import proposal_for
from parvis.consultations.rules import may_bring_in
from parvis.consultations.views.asking import visible_consultation
from parvis.core.rules import Refused

SHOWN = 5


@never_cache
def bring_in(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a file, show which column says what, and bring its rows in when told to."""
    consultation = visible_consultation(request, slug)
    may_bring_in(request.user, consultation).admit()
    step, held = request.POST.get("step"), request.POST.get("rows", "")
    if step in ("look", "take") and (table := unpacked(held)):
        return _look(request, consultation, table, held, take=step == "take")
    form = FileForm(request.POST or None, request.FILES or None)
    if form.is_valid() and (table := unpacked(form.packed)):
        return _propose(request, consultation, table, form.packed)
    context = {"consultation": consultation, "form": form, "mappings": consultation.place.saved_mappings.all()}
    return render(request, "consultations/bring_in.html", context, status=422 if form.errors else 200)


@never_cache
@require_POST
def forget_mapping(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Keep no longer how the files of a source are read."""
    consultation = visible_consultation(request, slug)
    may_bring_in(request.user, consultation).admit()
    actions.forget_mapping(get_object_or_404(consultation.place.saved_mappings, pk=number), by=request.user)
    messages.success(request, _("Forgotten. What was brought in stays."))
    return redirect("bring_in", slug)


def _propose(request: HttpRequest, consultation: Consultation, table: Table, held: str) -> HttpResponse:
    """Show a file read as the last one of its source was, else by the names of its columns."""
    proposal = proposal_for(consultation.place, table.columns)
    reads = proposal.reads if proposal else {}
    # When no column seems to hold what was said, the form asks which one does.
    with contextlib.suppress(MappingRefused):
        reads = {name: "+".join(columns) for name, columns in reading(table.columns, reads).of.items()}
    form = ColumnsForm(table, reads, proposal.mapping.name if proposal else "")
    return _show(request, consultation, table, held, form, reads, proposal=proposal)


def _look(request: HttpRequest, consultation: Consultation, table: Table, held: str, *, take: bool) -> HttpResponse:
    form = ColumnsForm(table, {}, data=request.POST)
    # Several columns joined, as a saved mapping may read them, are a choice of their own.
    asked = {name: request.POST.get(name, "") for name in form.fields}
    form = ColumnsForm(table, asked, data=request.POST)
    reads = form.reads if form.is_valid() else {}
    if form.is_valid():
        try:
            reading(table.columns, reads)
            if take:
                return _take(request, consultation, table, form)
        except (MappingRefused, Refused) as refusal:
            form.add_error(None, str(refusal))
    return _show(request, consultation, table, held, form, reads)


def _take(request: HttpRequest, consultation: Consultation, table: Table, form: ColumnsForm) -> HttpResponse:
    name = form.cleaned_data["name"]
    if name:
        actions.save_mapping(consultation, by=request.user, name=name, reads=form.reads, columns=table.columns)
    *_batches, report = (
        Report(),
        *run(table, consultation, by=request.user, asked=form.reads, hold=form.cleaned_data["hold"]),
    )
    return render(request, "consultations/brought_in.html", {"consultation": consultation, "report": report})


def _show(
    request: HttpRequest,
    consultation: Consultation,
    table: Table,
    held: str,
    form: ColumnsForm,
    reads: Any,
    **more: Any,
) -> HttpResponse:
    rows = list(table.rows)
    try:
        read = reading(table.columns, reads, zone=consultation.zone)
    except MappingRefused:
        first = []
    else:
        readable = itertools.islice((row for row in rows if not row.problem), SHOWN)
        first = [one for row in readable for one in read.said(row.line, row.cells)[:1]]
    context = {
        "consultation": consultation,
        "form": form,
        "held": held,
        "count": len(rows),
        "problems": [(row.line, row.problem) for row in rows if row.problem],
        "first": first,
        **more,
    }
    return render(request, "consultations/bring_in_columns.html", context, status=422 if form.errors else 200)
