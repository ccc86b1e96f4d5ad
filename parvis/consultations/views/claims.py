"""Say, with the slip one was given at a workshop, that a note is one's own."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from parvis.consultations import actions, limits
from parvis.consultations.actions.claims import SAID_WITH_SLIP
from parvis.consultations.forms.workshops import ClaimByLetterForm, ClaimForm
from parvis.consultations.letters import DeadLink, read_claim
from parvis.consultations.models import Slip
from parvis.consultations.models.workshops import digest_of_slip
from parvis.consultations.rules import may_claim
from parvis.consultations.views.asking import dead_link, signed_in, token_page, too_many_letters
from parvis.core.limits import HOUR, again_in, too_many
from parvis.core.rules import Refused
from parvis.people.models import Person

TOO_MANY_GUESSES = _(
    "Many codes that no slip has came from where you are. Nothing was lost: try again within the hour."
)


@login_not_required
@never_cache
def claim(request: HttpRequest) -> HttpResponse:
    """Ask for the code of a slip; whoever has signed in is the author at once, anybody else by a letter."""
    person = signed_in(request)
    ask = ClaimForm if person else ClaimByLetterForm
    form = ask(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _ask(request, form)
    if limits.has_guessed_too_often(request):
        form.add_error(None, f"{TOO_MANY_GUESSES} {again_in(HOUR)}")
        return too_many(request, "consultations/claim.html", HOUR, {"form": form})
    slip = _slips().filter(digest=digest_of_slip(form.cleaned_data["code"])).first()
    if slip is None:
        limits.note_wrong_guess(request)
        form.add_error("code", _("No slip has this code."))
        return _ask(request, form)
    try:
        return _claim(request, slip, person) if person else _write(request, slip, form)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _ask(request, form)


@token_page
def confirm_claim(request: HttpRequest, token: str) -> HttpResponse:
    """Let whoever reads the address a letter went to say that the note is theirs; opening the letter does nothing yet."""
    try:
        number, who = read_claim(token)
    except DeadLink as dead:
        return dead_link(request, dead)
    slip = _slips().filter(pk=number).first()
    person = Person.objects.filter(pk=who, is_active=True).first()
    if slip is None or person is None or slip.said is None:
        return dead_link(request, DeadLink())
    if request.method == "POST":
        try:
            return _claim(request, slip, person, by_letter=True)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(slip.said.get_absolute_url())
    context = {"contribution": slip.said, "verdict": may_claim(person, slip)}
    return render(request, "consultations/confirm_claim.html", context)


def _slips():
    return Slip.objects.select_related(*SAID_WITH_SLIP)


def _claim(request: HttpRequest, slip: Slip, person: Person, *, by_letter: bool = False) -> HttpResponse:
    contribution = actions.claim(slip, by=person, proves_address=by_letter)
    messages.success(request, _("This note is yours. We will write to you when there is an answer."))
    return redirect(contribution.get_absolute_url())


def _write(request: HttpRequest, slip: Slip, form: ClaimByLetterForm) -> HttpResponse:
    if limits.is_too_much(request, "letters"):
        return too_many_letters(request, "consultations/claim.html", form)
    email = form.cleaned_data["email"]
    actions.ask_to_claim(slip, email=email, language=get_language())
    context = {"contribution": slip.said, "email": email, "purpose": "claim"}
    return render(request, "consultations/letter_sent.html", context)


def _ask(request: HttpRequest, form: ClaimForm) -> HttpResponse:
    return render(request, "consultations/claim.html", {"form": form}, status=422 if form.errors else 200)
