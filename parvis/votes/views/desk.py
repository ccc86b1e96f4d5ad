"""Prepare a voting, look after its statements, close it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from parvis.consultations.models import Consultation
from parvis.consultations.queries.moderation import consultations_moderated_by
from parvis.consultations.rules import may_convene
from parvis.core.dates import language_words
from parvis.core.editing import filled
from parvis.core.rules import Refused
from parvis.votes import actions
from parvis.votes.actions.statements import Seeded, translations_in
from parvis.votes.forms import OpeningForm, ReasonForm, SeedingForm, TranslatingForm
from parvis.votes.models import Statement, Voting
from parvis.votes.queries.desk import rows_for, statements_by_status
from parvis.votes.rules import may_open, may_seed
from parvis.votes.views.asking import other_languages

_MOVES = {"publish": actions.publish_statement, "restore": actions.restore_statement}
_KEPT_BACK = {"refuse": actions.refuse_statement, "hide": actions.hide_statement}


@never_cache
def votings(request: HttpRequest) -> HttpResponse:
    """List the consultations of one's places, with their votings."""
    found = consultations_moderated_by(request.user)
    if not found and not any(request.user.has_role(kind) for kind in ("moderator", "convener")):
        raise PermissionDenied(_("This page is for moderators and conveners."))
    return render(request, "votes/desk/votings.html", {"rows": rows_for(found)})


@never_cache
def voting(request: HttpRequest, slug: str) -> HttpResponse:
    """Open and close a voting, and write statements in it."""
    consultation = _consultation(request, slug)
    step = request.POST.get("step", "") if request.method == "POST" else ""
    opening = OpeningForm(consultation.zone, request.POST if step == "open" else None)
    seeding = SeedingForm(consultation, request.POST if step == "seed" else None)
    if filled(opening, lambda typed: actions.open_voting(consultation, by=request.user, **typed)):
        messages.success(request, _("People vote from now on."))
        return redirect("desk_voting", slug)
    if step == "close":
        return _close(request, consultation)
    seeded = filled(seeding, lambda typed: _seed(request, consultation, typed))
    return _show(request, consultation, opening, seeding, seeded)


@never_cache
def statement(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Decide whether a statement can be voted on."""
    consultation = _consultation(request, slug)
    found = get_object_or_404(consultation.statements, number=number)
    found.consultation = consultation
    step = request.POST.get("step", "") if request.method == "POST" else ""
    form = ReasonForm(found, request.POST if step in _KEPT_BACK else None)
    if step in _MOVES:
        try:
            _MOVES[step](found, by=request.user)
            return redirect("desk_voting", slug)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("desk_statement", slug, number)
    if filled(form, lambda _typed: _KEPT_BACK[step](found, by=request.user, **form.said)):
        return redirect("desk_voting", slug)
    context = {"consultation": consultation, "statement": found, "form": form}
    return render(request, "votes/desk/statement.html", context, status=422 if form.errors else 200)


@never_cache
def translate(request: HttpRequest, slug: str) -> HttpResponse:
    """Say all statements in another language."""
    consultation = _consultation(request, slug)
    languages, language = other_languages(consultation, request.GET.get("to", ""))
    statements = list(consultation.statements.voted_on().exclude(language=language).order_by("number"))
    for each in statements:
        each.consultation = consultation
    standing = translations_in(language, statements)
    saved = {str(each.number): standing[str(each.number)].words for each in statements if str(each.number) in standing}
    typed = request.POST if request.method == "POST" else None
    form = TranslatingForm(statements, language, saved, typed, zone=consultation.zone)

    def act(typed: dict[str, Any]) -> bool:
        said = {"by": request.user, "language": language, "words": form.words, "seen": typed.get("seen")}
        actions.translate_statements(consultation, **said)
        return True

    if filled(form, act):
        messages.success(request, _("Saved."))
        return redirect(f"{request.path}?to={language}")
    tabs = [
        {"href": f"?to={code}", "words": language_words(code), "is_current": code == language, "count": None}
        for code in languages
    ]
    context = {"consultation": consultation, "form": form, "tabs": tabs, "statements": statements}
    return render(request, "votes/desk/translate.html", context, status=422 if form.errors else form.status)


def _close(request: HttpRequest, consultation: Consultation) -> HttpResponse:
    try:
        actions.close_voting(get_object_or_404(Voting, consultation=consultation), by=request.user)
        messages.success(request, _("Voting is closed, and all votes are sealed."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("desk_voting", consultation.slug)


def _seed(request: HttpRequest, consultation: Consultation, typed: dict[str, Any]) -> list[Seeded]:
    lines = typed["lines"].splitlines()
    return actions.seed_statements(consultation, by=request.user, lines=lines, language=typed["language"])


def _show(
    request: HttpRequest,
    consultation: Consultation,
    opening: OpeningForm,
    seeding: SeedingForm,
    seeded: list[Seeded] | None,
) -> HttpResponse:
    voting = Voting.objects.filter(consultation=consultation).first() or Voting(consultation=consultation)
    voting.consultation = consultation
    context = {
        "consultation": consultation,
        "voting": voting,
        "convenes": may_convene(request.user, consultation),
        "may_open": may_open(request.user, voting),
        "may_seed": may_seed(request.user, consultation),
        "opening": opening,
        "seeding": SeedingForm(consultation) if seeded else seeding,
        "seeded": seeded,
        "piles": statements_by_status(consultation),
        "statuses": Statement.Status,
    }
    return render(request, "votes/desk/voting.html", context, status=422 if opening.errors or seeding.errors else 200)


def _consultation(request: HttpRequest, slug: str) -> Consultation:
    """Return a consultation in which the visitor moderates, or answer 403 or 404."""
    found = get_object_or_404(Consultation.objects.select_related("cycle__place"), slug=slug)
    if found.pk not in consultations_moderated_by(request.user):
        raise PermissionDenied(_("This page is for moderators and conveners."))
    return found
