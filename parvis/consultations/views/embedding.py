"""Speak and read in a frame on another site; say which sites may show one."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from parvis.consultations import actions
from parvis.consultations.forms.embedding import SiteForm
from parvis.consultations.forms.speaking import SpeakingForm
from parvis.consultations.models import Consultation, Contribution
from parvis.consultations.queries.coverage import coverage_of
from parvis.consultations.queries.reading import latest_of
from parvis.consultations.queries.rows import voices_of
from parvis.consultations.rules import may_contribute, may_convene, may_embed
from parvis.consultations.views.asking import empty_form, how_it_came, visible_consultation
from parvis.consultations.views.framing import framed, site_around
from parvis.core.editing import filled
from parvis.core.languages import language_name
from parvis.core.pages import public_page
from parvis.core.rules import Refused

SHOWN = 3


@framed("contribute")
@login_not_required
@never_cache
@csrf_exempt  # A frame is given no cookie: its form bears a signed stamp of ours instead, or nothing is received.
def contribute_in_frame(request: HttpRequest, slug: str, sites: list[str]) -> HttpResponse:
    """Show the form, then what was written, then, once it is sent for good, its receipt."""
    if request.method != "POST":
        return _begin(request, visible_consultation(request, slug), site_around(request, sites))
    consultation = Consultation.objects.visible_to(None).select_related("cycle__place").filter(slug=slug).first()
    stamp = request.stamp
    if consultation is None or stamp is None or stamp.consultation != str(consultation.pk):
        raise PermissionDenied(_("This form is not one of ours, or too old."))
    site = stamp.site
    form = SpeakingForm(consultation, None, request.POST)
    verdict = may_contribute(None, consultation) and may_embed(consultation, site)
    if not verdict:
        refusal = _refuse(request, consultation, verdict)
        refusal.last_shown_on = [site] if site not in ("", *sites) else []
        return refusal
    if not form.is_valid():
        return _ask(request, form, status=422)
    step = request.POST.get("step")
    if step == "send":
        return _send(request, form, site)
    return _ask(request, form) if step == "change" else _preview(request, form)


def _begin(request: HttpRequest, consultation: Consultation, site: str) -> HttpResponse:
    verdict = may_contribute(None, consultation)
    if not verdict:
        return _refuse(request, consultation, verdict)
    return empty_form(request, consultation, lambda form: _ask(request, form), site=site)


def _send(request: HttpRequest, form: SpeakingForm, site: str) -> HttpResponse:
    came = how_it_came(request, form)
    try:
        contribution = actions.contribute(
            form.consultation,
            channel=Contribution.Channel.EMBED,
            provenance={"source_url": site} if site else None,
            **came,
            **form.said,
        )
    except Refused as refusal:
        return _refuse(request, form.consultation, refusal)
    address = settings.BASE_URL.geturl().rstrip("/") + contribution.get_absolute_url()
    context = {"consultation": form.consultation, "contribution": contribution, "address": address}
    return render(request, "consultations/frame_receipt.html", context)


def _ask(request: HttpRequest, form: SpeakingForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "consultation": form.consultation}
    return render(request, "consultations/frame_speak.html", context, status=status)


def _preview(request: HttpRequest, form: SpeakingForm) -> HttpResponse:
    context = {"form": form, "consultation": form.consultation, "said": form.said}
    return render(request, "consultations/frame_preview.html", context)


def _refuse(request: HttpRequest, consultation: Consultation, refusal: Any) -> HttpResponse:
    context = {"consultation": consultation, "reason": refusal.reason, "words": request.POST.get("words", "")}
    return render(request, "consultations/frame_closed.html", context, status=409 if request.method == "POST" else 200)


@framed("consultation")
@public_page
@require_safe
def widget(request: HttpRequest, slug: str, sites: list[str]) -> HttpResponse:
    """Show, to be read only, how many spoke and were answered, and what was said last."""
    consultation = visible_consultation(request, slug)
    context = {
        "consultation": consultation,
        "coverage": coverage_of(consultation),
        "voices": voices_of(consultation, latest_of(consultation, SHOWN), []),
    }
    return render(request, "consultations/widget.html", context)


@never_cache
def embedding(request: HttpRequest, slug: str) -> HttpResponse:
    """Say which sites may show a consultation, and take the lines their keepers copy."""
    consultation = visible_consultation(request, slug)
    may_convene(request.user, consultation).admit()
    form = SiteForm(request.POST if request.method == "POST" else None)
    if filled(form, lambda typed: actions.allow_embedding(consultation, by=request.user, site=typed["site"])):
        messages.success(request, _("Allowed. Whoever keeps that site copies one of the lines below into a page."))
        return redirect("embedding", slug)
    chosen = request.GET.get("language", "")
    language = chosen if chosen in dict(settings.LANGUAGES) else get_language()
    context = {
        "consultation": consultation,
        "form": form,
        "sites": consultation.embedding_sites.all(),
        "lines": _lines_to_copy(consultation, language),
        "chosen": language,
        "languages": [(code, language_name(code)) for code, _english in settings.LANGUAGES],
    }
    return render(request, "consultations/embedding.html", context, status=422 if form.errors else 200)


@never_cache
@require_POST
def stop_embedding(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Let a site show a consultation no more."""
    consultation = visible_consultation(request, slug)
    may_convene(request.user, consultation).admit()
    site = get_object_or_404(consultation.embedding_sites, pk=number)
    actions.stop_embedding(site, by=request.user)
    messages.success(request, _("Frames on the pages of this site show nothing any more."))
    return redirect("embedding", slug)


def _lines_to_copy(consultation: Consultation, language: str) -> dict[str, SafeString]:
    """Return the line that shows the form, and the one that shows what is being said, in a language."""
    with override(language):
        return {
            "form": _line_to_copy(consultation, "contribute_in_frame", _("Say what you think"), 900),
            "list": _line_to_copy(consultation, "widget", _("What is being said"), 560),
        }


def _line_to_copy(consultation: Consultation, page: str, title: str, height: int) -> SafeString:
    return format_html(
        '<iframe src="{}{}" title="{} – {}" width="100%" height="{}" loading="lazy" referrerpolicy="origin"></iframe>',
        settings.BASE_URL.geturl().rstrip("/"),
        reverse(page, args=[consultation.slug]),
        title,
        consultation.title,
        height,
    )
