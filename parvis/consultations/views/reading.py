"""Read what is asked, and what was said."""

from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from parvis.consultations.forms.speaking import themes_of
from parvis.consultations.mailing.mailboxes import address_of
from parvis.consultations.models import Consultation, Contribution
from parvis.consultations.queries.audiences import voices_in
from parvis.consultations.queries.choosing import read_choice
from parvis.consultations.queries.coverage import Coverage, coverage_of
from parvis.consultations.queries.few_sources import few_sources_of
from parvis.consultations.queries.groups import members_page, standing_group
from parvis.consultations.queries.lists import lists_for
from parvis.consultations.queries.options import options_for
from parvis.consultations.queries.reading import page_of
from parvis.consultations.queries.rows import voices_of
from parvis.consultations.queries.similar import similar_to
from parvis.consultations.queries.workshops import Heard, events_of
from parvis.consultations.rules import may_contribute, may_convene, may_group, may_sweep
from parvis.consultations.views.asking import contribution_of, signed_in, visible_consultation
from parvis.core import clock
from parvis.core.pages import kept, public_page
from parvis.core.rules import Verdict
from parvis.cycles.models import CalendarLine
from parvis.themes.models import Theme


@public_page
@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """List the consultations, the open ones first."""
    lists = lists_for(signed_in(request), request.GET.get("after", ""))
    return render(request, "consultations/consultations.html", {"lists": lists, "page": lists.page})


@public_page
@require_safe
def consultation(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one consultation, and a page of what was said in it."""
    asked = kept(request, f"consultation {slug}", lambda: _asked(request, slug))
    consultation, themes = asked.consultation, asked.themes
    choice = read_choice(request.GET, themes, [line.pk for line, _heard in asked.events])
    page = page_of(consultation, choice)
    context: dict[str, Any] = {
        "consultation": consultation,
        "top": asked.top,
        "choice": choice,
        "options": options_for(choice, themes, asked.coverage, asked.events),
        "page": page,
        "voices": voices_of(consultation, page.rows, themes),
        "may_speak": asked.may_speak,
        "may_convene": may_convene(signed_in(request), consultation),
        "moderates": may_sweep(signed_in(request), consultation),
    }
    return render(request, "consultations/consultation.html", context)


@public_page
@require_safe
def similar(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what was already said that is close to the words in the address: a part of a page, while one writes."""
    words = request.GET.get("words") or request.GET.get("q", "")
    rows = similar_to(visible_consultation(request, slug), words)
    return render(request, "core/_similar.html", {"rows": rows})


@public_page
@require_safe
def alike(request: HttpRequest, slug: str, receipt: str) -> HttpResponse:
    """Show a group: what it is read as, and each of its members, with what differs in its words."""
    consultation = visible_consultation(request, slug)
    lead = contribution_of(receipt)
    group = standing_group(lead)
    if lead.consultation_id != consultation.pk or lead.status != Contribution.Status.PUBLISHED or group is None:
        raise Http404
    page = members_page(group, request.GET.get("after", ""))
    context = {"consultation": consultation, "lead": lead, "group": group, "page": page}
    return render(
        request, "consultations/alike.html", context | {"may_group": may_group(signed_in(request), consultation)}
    )


class _Top(NamedTuple):
    """What stands above the contributions, as it is shown."""

    hero: SafeString
    asked: SafeString
    who: SafeString


class _Asked(NamedTuple):
    """What every page of a consultation begins with, whatever its reader chooses."""

    consultation: Consultation
    themes: list[Theme]
    coverage: Coverage
    events: list[tuple[CalendarLine, Heard]]
    may_speak: Verdict
    top: _Top


def _asked(request: HttpRequest, slug: str) -> _Asked:
    consultation = visible_consultation(request, slug)
    coverage, events = coverage_of(consultation), events_of(consultation)
    may_speak = may_contribute(signed_in(request), consultation)
    context = {
        "consultation": consultation,
        "questions": list(consultation.questions.all()),
        "coverage": coverage,
        "events": events,
        "few_sources": few_sources_of(consultation.pk) if consultation.is_over else None,
        "who": voices_in(consultation, coverage),
        "may_speak": may_speak,
        "days_left": _days_left(consultation),
        "mail_address": address_of(consultation),
    }
    top = _Top(*(render_to_string(f"consultations/_{part}.html", context) for part in _Top._fields))
    return _Asked(consultation, list(themes_of(consultation)), coverage, events, may_speak, top)


def _days_left(consultation: Consultation) -> int | None:
    """Return the days until it closes by the calendar of its place; None when it is not open."""
    if not consultation.is_open:
        return None
    zone = consultation.zone
    return (consultation.closes_at.astimezone(zone).date() - clock.now().astimezone(zone).date()).days
