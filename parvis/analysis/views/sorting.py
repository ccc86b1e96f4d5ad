"""The reading desk: themes side by side, the texts of one, and those of which the program is least sure."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from parvis.analysis import actions
from parvis.analysis.forms import NEW, NOWHERE, MergingForm, NamingForm, PlacingForm
from parvis.analysis.models import FoundTheme, Run
from parvis.analysis.queries.readings import desk_of, news_of, readings_of, texts_of, unsure_of
from parvis.analysis.queries.samples import agreement_of
from parvis.analysis.rules import may_read
from parvis.analysis.views.following import ask, follow
from parvis.consultations.models import Consultation
from parvis.consultations.views.asking import moderated_consultations, visible_consultation
from parvis.core.editing import filled
from parvis.core.rules import Refused


def read_by(request: HttpRequest, slug: str) -> Consultation:
    """Return a consultation whose reader the visitor is, or answer 403 or 404."""
    consultation = visible_consultation(request, slug)
    may_read(request.user, consultation).admit()
    return consultation


@never_cache
@require_safe
def readings(request: HttpRequest) -> HttpResponse:
    """List the consultations whose reader one is, with how far each is sorted."""
    rows = readings_of(moderated_consultations(request), request.GET.get("after", ""))
    return render(request, "analysis/readings.html", {"page": rows})


@never_cache
def reading(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the themes side by side, how far a run is and what is new since the one before; have them looked for again."""
    consultation = read_by(request, slug)
    if request.method == "POST":
        ask(
            request, consultation, Run.Kind.THEMES, _("The themes are being looked for. This page shows how far it is.")
        )
        return redirect("reading", slug)
    context = {
        "desk": desk_of(consultation),
        "news": news_of(consultation),
        "agreement": agreement_of(consultation),
    }
    return follow(request, consultation, Run.Kind.THEMES, "analysis/reading.html", context)


@never_cache
def theme(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Show the texts of a theme, or those in none; name it, merge it, or put texts elsewhere."""
    consultation = read_by(request, slug)
    found = _theme(consultation, key) if key != NOWHERE else None
    others = [each for each in _alive(consultation) if each != found]
    step = request.POST.get("step", "") if request.method == "POST" else ""
    typed = {name: request.POST if step == name else None for name in ("name", "merge", "place")}
    naming = NamingForm(consultation, typed["name"], saved={"name": found.name} if found else None)
    merging, placing = MergingForm(others, typed["merge"]), PlacingForm(others, typed["place"])
    if step and (done := _act(request, consultation, found, step, naming, merging, placing)):
        return done
    context = {
        "consultation": consultation,
        "theme": found,
        "merged": FoundTheme.objects.filter(merged_into=found) if found else (),
        "page": texts_of(consultation, found, request.GET.get("after", "")),
        "naming": naming,
        "merging": merging,
        "placing": placing,
        "ticked": request.POST.getlist("text"),
        "form": next((form for form in (naming, merging, placing) if form.errors), naming),
    }
    status = naming.status if naming.overtaken or not step else 422
    return render(request, "analysis/theme.html", context, status=status)


def _act(
    request: HttpRequest,
    consultation: Consultation,
    found: FoundTheme | None,
    step: str,
    naming: NamingForm,
    merging: MergingForm,
    placing: PlacingForm,
) -> HttpResponse | None:
    """Do one thing; return where to go, or None when a form has to be corrected."""
    slug, by = consultation.slug, request.user
    if step == "place":
        done = filled(placing, lambda typed: _place(request, consultation, typed["seen"], typed["to"]))
        return redirect(request.get_full_path()) if done else None
    if found is None:
        raise Http404
    if step == "name" and filled(naming, lambda typed: actions.name_theme(found, by=by, **typed)):
        messages.success(request, _("Named."))
        return redirect("theme_found", slug, found.key)
    if step == "merge" and (
        into := filled(
            merging, lambda typed: actions.merge_theme(found, by=by, into=_theme(consultation, typed["into"]))
        )
    ):
        messages.success(request, _("Merged. Its texts are read here now."))
        return redirect("theme_found", slug, into.key)
    if step == "part":
        actions.part_theme(_theme(consultation, request.POST.get("part", "")), by=by)
        messages.success(request, _("Parted: it stands alone again, with the texts it had."))
        return redirect("theme_found", slug, found.key)
    return None


@never_cache
def unsure(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the text of which the program is least sure, with the themes nearest to it; put it into one."""
    consultation = read_by(request, slug)
    after = request.GET.get("after", "")
    if request.method == "POST":
        code, _colon, key = request.POST.get("text", "").partition(":")
        try:
            _place(request, consultation, {code: key}, request.POST.get("to", ""))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect(request.get_full_path())
    text, following = unsure_of(consultation, after)
    desk = desk_of(consultation)
    context = {
        "consultation": consultation,
        "text": text,
        "near": [(number, each, likeness) for number, (each, likeness) in enumerate(text.near, 1)] if text else (),
        "others": _besides(_alive(consultation), (each for each, _likeness in text.near)) if text else (),
        "following": following,
        "desk": desk,
    }
    return render(request, "analysis/unsure.html", context)


def _place(request: HttpRequest, consultation: Consultation, seen: dict[str, str], to: str) -> bool:
    """Put texts somewhere, and say what came of it."""
    if to == NEW:
        placed, moved = actions.split_off(consultation, by=request.user, seen=seen)
    else:
        theme = None if to == NOWHERE else _theme(consultation, to)
        placed, moved = actions.place_texts(consultation, by=request.user, seen=seen, theme=theme)
    if placed:
        said = ngettext("%(count)d text is put there.", "%(count)d texts are put there.", placed)
        messages.success(request, said % {"count": placed})
    if moved:
        said = ngettext(
            "%(count)d text was moved by somebody else meanwhile, and stays where they put it.",
            "%(count)d texts were moved by somebody else meanwhile, and stay where they put them.",
            moved,
        )
        messages.warning(request, said % {"count": moved})
    return True


def _alive(consultation: Consultation) -> list[FoundTheme]:
    return list(FoundTheme.objects.filter(consultation=consultation).alive().order_by("pk"))


def _theme(consultation: Consultation, key: str) -> FoundTheme:
    themes = FoundTheme.objects.select_related("consultation__cycle__place")
    return get_object_or_404(themes, consultation=consultation, key=key)


def _besides(themes: Iterable[FoundTheme], shown: Iterable[Any]) -> list[FoundTheme]:
    known = set(shown)
    return [theme for theme in themes if theme not in known]
