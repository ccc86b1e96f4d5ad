"""What everybody reads of a timeline: the one that holds, those that held before, files to print and to follow."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from parvis.core.pages import public_page
from parvis.cycles.drawing import picture
from parvis.cycles.models import Cycle
from parvis.cycles.queries import timeline as queries
from parvis.cycles.queries.calendar import calendar_of
from parvis.cycles.rules import may_frame
from parvis.cycles.snapshots import digest_of, snapshot_of
from parvis.cycles.views.reading import find_cycle
from parvis.record.leaves import canonical


@public_page
@require_safe
def timeline(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show the timeline of a cycle as it holds."""
    cycle = find_cycle(request, slug, number)
    return _show(request, cycle, queries.published_page(cycle))


@public_page
@require_safe
def timeline_version(request: HttpRequest, slug: str, number: int, version: int) -> HttpResponse:
    """Show the timeline as it was published once."""
    cycle = find_cycle(request, slug, number)
    return _show(request, cycle, _published(cycle, version))


@public_page
@require_safe
def timeline_json(request: HttpRequest, slug: str, number: int, version: int) -> HttpResponse:
    """Hand out a published timeline as the very bytes its digest is made of."""
    cycle = find_cycle(request, slug, number)
    content = canonical(_published(cycle, version).version.snapshot)
    return _file(content, "application/json", f"{cycle.slug}-timeline-{version}.json")


@public_page
@require_safe
def timeline_svg(request: HttpRequest, slug: str, number: int, version: int) -> HttpResponse:
    """Hand out a published timeline as a picture, in the language of the address."""
    cycle = find_cycle(request, slug, number)
    page = _published(cycle, version).page
    drawn = picture(page.timeline, page.standings, page.on)
    heading = f"{cycle.title} · {_('Timeline')} · {version}"
    content = render_to_string("cycles/timeline.svg", {"picture": drawn, "heading": heading})
    return _file(content, "image/svg+xml", f"{cycle.slug}-timeline-{version}-{get_language()}.svg")


@public_page
@require_safe
def timeline_pdf(request: HttpRequest, slug: str, number: int, version: int) -> HttpResponse:
    """Hand out a published timeline on one page to print, in the language of the address."""
    from parvis.cycles.printing import pdf_of  # heavy, and few ask for it

    cycle = find_cycle(request, slug, number)
    content = pdf_of(_published(cycle, version))
    return _file(content, "application/pdf", f"{cycle.slug}-timeline-{version}-{get_language()}.pdf")


@public_page
@require_safe
def cycle_calendar(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Hand the dates of a cycle to calendars that follow them: what is published of its timeline, and its events."""
    from parvis.cycles.ics import cycle_file  # heavy, and few ask for it

    cycle = find_cycle(request, slug, number)
    address = request.build_absolute_uri(reverse("timeline", args=[slug, number]))
    content = cycle_file(calendar_of(cycle), name=str(cycle.title), address=address)
    return _file(content, "text/calendar; charset=utf-8", f"{cycle.slug}.ics")


def _show(request: HttpRequest, cycle: Cycle, published: queries.Published | None) -> HttpResponse:
    place, frames = cycle.place, bool(may_frame(request.user, cycle.place))
    context = {"cycle": cycle, "place": place, "may_frame": frames, "published": published}
    if frames:
        newest = published.versions[-1].digest if published else None
        context["has_changes"] = digest_of(snapshot_of(cycle)) != newest
    if published:
        page = published.page
        address = request.build_absolute_uri(reverse("cycle_calendar", args=[place.slug, cycle.number]))
        context |= {
            "page": page,
            "picture": picture(page.timeline, page.standings, page.on),
            "webcal": "webcal:" + address.partition(":")[2],
        }
    return render(request, "cycles/timeline.html", context)


def _published(cycle: Cycle, version: int) -> queries.Published:
    found = queries.published_page(cycle, version)
    if found is None:
        raise Http404
    return found


def _file(content: bytes | str, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
