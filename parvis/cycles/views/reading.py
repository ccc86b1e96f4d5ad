"""What everybody reads: a cycle, its calendar, and the suggestion of a theme."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from parvis.core.detection import detect
from parvis.core.limits import HOUR, again_in, allow, client_prefix, too_many
from parvis.core.pages import public_page
from parvis.core.rules import Refused
from parvis.cycles import actions
from parvis.cycles.forms.cycles import SuggestionForm
from parvis.cycles.models import CalendarLine, Cycle
from parvis.cycles.queries import cycles as queries
from parvis.cycles.rules import may_frame, may_suggest

MOST_SUGGESTIONS_AN_HOUR = 20


def find_cycle(request: HttpRequest, slug: str, number: int) -> Cycle:
    """Return a cycle the visitor may see, or answer that there is none."""
    cycles = Cycle.objects.visible_to(request.user).select_related("place", "rules_version")
    return get_object_or_404(cycles, place__slug=slug, number=number)


@public_page
@require_safe
def cycle(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show a cycle; what was asked, answered and promised in it comes by its reverse relations."""
    found = find_cycle(request, slug, number)
    context = {
        "page": queries.cycle_page(found),
        "cycle": found,
        "place": found.place,
        "may_frame": bool(may_frame(request.user, found.place)),
        "may_suggest": bool(may_suggest(request.user, found)),
    }
    return render(request, "cycles/cycle.html", context)


@login_not_required
@never_cache
def suggest_theme(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Hear a theme somebody suggests, signed in or not."""
    found = find_cycle(request, slug, number)
    form = SuggestionForm(request.POST or None)
    if form.is_valid():
        answer = _suggest(request, found, form)
        if answer:
            return answer
    context = {"cycle": found, "place": found.place, "form": form, "verdict": may_suggest(request.user, found)}
    if getattr(form, "is_limited", False):
        return too_many(request, "cycles/suggest_theme.html", HOUR, context)
    return render(request, "cycles/suggest_theme.html", context)


def _suggest(request: HttpRequest, found: Cycle, form: SuggestionForm) -> HttpResponse | None:
    if form.cleaned_data["website"]:
        return redirect(found)
    if not allow("theme.suggestion", client_prefix(request), MOST_SUGGESTIONS_AN_HOUR, HOUR):
        form.is_limited = True
        sentence = _("Many themes were suggested from your network. Your words are still here.")
        form.add_error(None, f"{sentence} {again_in(HOUR)}")
        return None
    words = {name: form.cleaned_data[name] for name in ("name", "description")}
    language, _confidence = detect(" ".join(words.values()), prior=get_language())
    by = request.user if request.user.is_authenticated else None
    try:
        suggestion = actions.suggest_theme(found, by=by, language=language, **words)
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
    if suggestion.status == suggestion.Status.SUGGESTED:
        messages.success(
            request, _("Thank you. Your suggestion is on the page; those who convene will take it up or say why not.")
        )
    else:
        messages.success(request, _("Thank you. The cycle already has this theme: you find it on the page."))
    return redirect(f"{found.get_absolute_url()}#themes")


@public_page
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """List what is on in all cycles, and what was."""
    year = request.GET.get("year", "")
    found = queries.events(request.user, int(year) if year.isdecimal() and len(year) == 4 else None)
    return render(request, "cycles/events.html", {"events": found})


@public_page
@require_safe
def event_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a line of the calendar to one's own calendar."""
    from parvis.cycles.ics import calendar_file  # heavy, and few ask for it

    visible = CalendarLine.objects.filter(cycle__in=Cycle.objects.visible_to(request.user))
    line = get_object_or_404(visible.select_related("cycle__place"), pk=pk)
    headers = {"Content-Disposition": f'attachment; filename="event-{line.pk}.ics"'}
    content = calendar_file(line, address=request.build_absolute_uri(line.get_absolute_url()))
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
