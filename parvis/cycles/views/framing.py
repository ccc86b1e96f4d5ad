"""What conveners do: prepare a cycle, date its phases, fill its calendar, order its themes."""

import functools
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from parvis.core.editing import filled
from parvis.core.rules import Refused
from parvis.core.translations import parity, parity_of_many
from parvis.cycles import actions
from parvis.cycles.actions.cycles import spans_of, told
from parvis.cycles.forms.cycles import AdoptForm, CycleForm, DropForm, LineForm, PhaseForms, PhasesForm
from parvis.cycles.models import Cycle, CycleTheme
from parvis.cycles.rules import may_frame
from parvis.cycles.views.reading import find_cycle
from parvis.places.models import Place
from parvis.themes.actions import add_theme
from parvis.themes.forms import ThemeForm

type View = Callable[..., HttpResponse]


def for_conveners(view: View) -> View:
    """Hand the view a cycle its conveners may change; for anybody else there is no such page."""

    @never_cache
    @functools.wraps(view)
    def answer(request: HttpRequest, slug: str, number: int, **rest: object) -> HttpResponse:
        cycle = find_cycle(request, slug, number)
        if not may_frame(request.user, cycle.place):
            raise Http404
        return view(request, cycle, **rest)

    return answer


@never_cache
def add_cycle(request: HttpRequest, slug: str) -> HttpResponse:
    """Prepare a cycle."""
    place = get_object_or_404(Place, slug=slug)
    if not may_frame(request.user, place):
        raise Http404
    form = CycleForm(request.POST or None, place=place)
    if cycle := filled(form, lambda typed: actions.create_cycle(place, by=request.user, **typed)):
        return redirect("change_phases", slug, cycle.number)
    return render(request, "cycles/add_cycle.html", {"form": form, "place": place})


@for_conveners
def change_cycle(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    """Change a cycle's title and dates."""
    form = CycleForm(request.POST or None, place=cycle.place, cycle=cycle)
    if filled(form, lambda typed: actions.change_cycle(cycle, by=request.user, **typed)):
        return saved(request, cycle, "change_cycle")
    return page(request, "change_cycle", cycle, form=form, parity=_parity(cycle))


@for_conveners
@require_POST
def move_cycle(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    """Open a cycle, or close it."""
    moves = {"open": actions.open_cycle, "close": actions.close_cycle}
    act = moves.get(request.POST.get("move", ""))
    if act is None:
        raise Http404
    try:
        act(cycle, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("change_cycle", cycle.place.slug, cycle.number)
    return redirect(cycle)


@for_conveners
def change_phases(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    """Name and date the phases."""
    spans = spans_of(cycle)
    place = {"place": cycle.place}
    # A row that was sent is read as it is: compared with what is saved by now, it would be taken for one left empty.
    initial = None if request.POST else [span._asdict() for span in spans]
    forms = PhaseForms(request.POST or None, initial=initial, form_kwargs=place, prefix="phases")
    form = PhasesForm(request.POST or None, saved=told(spans), zone=cycle.place.zone)

    def act(typed: dict[str, Any]) -> bool:
        actions.change_phases(cycle, by=request.user, phases=forms.spans(), seen=typed["seen"])
        return True

    if forms.is_valid() and filled(form, act):
        return saved(request, cycle, "change_phases")
    parity = parity_of(cycle, list(cycle.phases.all()), "name")
    return page(request, "change_phases", cycle, forms=forms, form=form, parity=parity)


@for_conveners
def change_calendar(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    """Show the calendar and add a line to it."""
    form = LineForm(request.POST or None, cycle=cycle)
    if filled(form, lambda typed: actions.add_line(cycle, by=request.user, **typed)):
        return saved(request, cycle, "change_calendar")
    lines = list(cycle.calendar.all())
    for line in lines:
        line.cycle = cycle
    return page(request, "change_calendar", cycle, form=form, lines=lines, parity=parity_of(cycle, lines, "title"))


@for_conveners
def change_line(request: HttpRequest, cycle: Cycle, pk: int) -> HttpResponse:
    """Move or reword a line of the calendar, or take it off."""
    line = get_object_or_404(cycle.calendar.select_related("cycle__place"), pk=pk)
    if "remove" in request.POST:
        actions.remove_line(line, by=request.user)
        return saved(request, cycle, "change_calendar")
    form = LineForm(request.POST or None, cycle=cycle, line=line)
    if filled(form, lambda typed: actions.change_line(line, by=request.user, **typed)):
        return saved(request, cycle, "change_calendar")
    return page(request, "change_line", cycle, form=form, line=line)


@for_conveners
def change_themes(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    """Show the themes with what may be done with each, and take up another."""
    form = AdoptForm(request.POST or None, cycle=cycle)
    if form.is_valid():
        actions.adopt_theme(cycle, by=request.user, theme=form.cleaned_data["theme"])
        return saved(request, cycle, "change_themes")
    themes = list(cycle.cycle_themes.select_related("theme"))
    parity = parity_of_many(
        [taken.theme for taken in themes], ["name"], cycle.official_languages, source=lambda theme: theme.first_language
    )
    rows = [(taken, parity[taken.theme.pk]) for taken in themes]
    return page(request, "change_themes", cycle, form=form, rows=rows)


@for_conveners
def add_cycle_theme(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    """Name a new theme and take it up."""
    languages = cycle.place.writing_languages
    form = ThemeForm(request.POST or None, languages=languages, required=cycle.official_languages)
    if form.is_valid():
        theme = add_theme(by=request.user, **form.cleaned_data)
        actions.adopt_theme(cycle, by=request.user, theme=theme)
        return saved(request, cycle, "change_themes")
    return page(request, "add_cycle_theme", cycle, form=form)


@for_conveners
@require_POST
def move_theme(request: HttpRequest, cycle: Cycle, pk: int) -> HttpResponse:
    """Take up or confirm a theme, or move it one place up or down."""
    taken = _theme(cycle, pk)
    what = request.POST.get("move", "")
    try:
        if what in ("up", "down"):
            actions.reorder_themes(cycle, by=request.user, order=_order_with(cycle, pk, -1 if what == "up" else 1))
        elif what == "confirm":
            actions.confirm_theme(taken, by=request.user)
        elif what == "take_up":
            actions.take_up_theme(taken, by=request.user)
        else:
            raise Http404
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("change_themes", cycle.place.slug, cycle.number)


@for_conveners
def drop_theme(request: HttpRequest, cycle: Cycle, pk: int) -> HttpResponse:
    """Drop a theme, saying why."""
    taken = _theme(cycle, pk)
    form = DropForm(request.POST or None, cycle=cycle)
    if filled(form, lambda typed: actions.drop_theme(taken, by=request.user, **typed)):
        return saved(request, cycle, "change_themes")
    return page(request, "drop_theme", cycle, form=form, taken=taken)


def _theme(cycle: Cycle, pk: int) -> CycleTheme:
    return get_object_or_404(cycle.cycle_themes.select_related("theme", "cycle__place"), pk=pk)


def _order_with(cycle: Cycle, pk: int, step: int) -> list[int]:
    """Return the themes in order, with one of them a step further; at either end it stays."""
    order = list(cycle.cycle_themes.values_list("pk", flat=True))
    here = order.index(pk)
    there = max(0, min(len(order) - 1, here + step))
    order[here], order[there] = order[there], order[here]
    return order


def saved(request: HttpRequest, cycle: Cycle, route: str) -> HttpResponse:
    """Say that it is saved, on the page `route`."""
    messages.success(request, _("Saved."))
    return redirect(route, cycle.place.slug, cycle.number)


def _parity(cycle: Cycle) -> list:
    return parity(cycle, ["title"], cycle.place.writing_languages, source=cycle.first_language)


def parity_of(cycle: Cycle, parts: list, name: str) -> list:
    """Return what the parts are called with how their languages stand, for those that lack something."""
    found = parity_of_many(parts, [name], cycle.official_languages, source=cycle.first_language)
    return [
        (getattr(part, name), found[part.pk]) for part in parts if not all(one.is_complete for one in found[part.pk])
    ]


def page(request: HttpRequest, name: str, cycle: Cycle, **context: object) -> HttpResponse:
    """Show a page of those on which a cycle is framed."""
    status = getattr(context.get("form"), "status", 200)
    context = {"cycle": cycle, "place": cycle.place, "route": name, **context}
    return render(request, f"cycles/{name}.html", context, status=status)
