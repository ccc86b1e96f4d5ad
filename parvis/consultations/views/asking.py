"""What several pages here ask of a request."""

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from parvis.consultations.forms.speaking import SpeakingForm, own_of, shown_in
from parvis.consultations.letters import DeadLink
from parvis.consultations.limits import crowds
from parvis.consultations.models import Consultation, Contribution
from parvis.consultations.queries.moderation import consultations_moderated_by
from parvis.consultations.signs import UNPROVEN
from parvis.core.kept_forms import form_page
from parvis.core.limits import HOUR, again_in, too_many
from parvis.core.receipts import NotAReceipt, read_code
from parvis.people.models import Person

TOO_MANY_LETTERS = _(
    "Many letters have been asked for from where you are, and we send no more for now. Nothing was lost: wait, or sign in."
)
# The signs of a program or a flood, for which somebody reads first; what the words say never is.
HELD_FOR = {"trap", "hasty", "crowd", "rush"}
type View = Callable[..., HttpResponse]


def signed_in(request: HttpRequest) -> Person | None:
    """Return the person who has signed in, or nobody."""
    return request.user if request.user.is_authenticated else None


def visible_consultation(request: HttpRequest, slug: str) -> Consultation:
    """Return a consultation the visitor may see, with its cycle and place, or answer 404."""
    consultations = Consultation.objects.visible_to(signed_in(request)).select_related("cycle__place", "figures")
    return get_object_or_404(consultations, slug=slug)


def contribution_of(receipt: str) -> Contribution:
    """Return the contribution a receipt is for, with its consultation, cycle and place, or answer 404."""
    try:
        code = read_code(receipt)
    except NotAReceipt:
        raise Http404 from None
    return get_object_or_404(Contribution.objects.select_related("consultation__cycle__place"), code=code)


def moderated_consultations(request: HttpRequest) -> list[int]:
    """Return the consultations in which the visitor moderates, or answer 403 to who moderates nowhere."""
    found = consultations_moderated_by(request.user)
    if not found and not any(request.user.has_role(kind) for kind in ("moderator", "convener")):
        raise PermissionDenied(_("This page is for moderators and conveners."))
    return found


def token_page(view: View) -> View:
    """Show a page behind a link from a letter: kept nowhere, and its address told to no other site."""

    @login_not_required
    @never_cache
    @functools.wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        # Not "no-referrer": a browser would then not say where a form comes from, and the form would be refused.
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    return answer


def dead_link(request: HttpRequest, dead: DeadLink, page: str = "consultations/dead_link.html") -> HttpResponse:
    """Say that a link from a letter does nothing (any more); a `page` of its own may say what to do instead."""
    return render(request, page, {"is_old": dead.is_old}, status=410 if dead.is_old else 404)


def how_it_came(request: HttpRequest, form: SpeakingForm) -> dict[str, Any]:
    """Count one more contribution; return what was noticed in the way it came, and whether it is held for that."""
    noticed = form.noticed()
    noticed += crowds(request, form.consultation, is_proven=UNPROVEN not in noticed)
    return {"noticed": noticed, "hold": not HELD_FOR.isdisjoint(noticed)}


def empty_form(
    request: HttpRequest,
    consultation: Consultation,
    ask: Callable[[SpeakingForm], HttpResponse],
    *,
    site: str | None = None,
) -> HttpResponse:
    """Answer a stranger with the page `ask` makes of an empty form; thousands may open it in a minute.

    In a frame, `site` is the site around it, "" when unknown; there is no cookie there, and no token that needs one.
    """

    def own() -> dict[str, str]:
        token = {'name="csrfmiddlewaretoken" value=': get_token(request)} if site is None else {}
        return own_of(consultation, site or "") | token

    def make() -> HttpResponse:
        return ask(SpeakingForm(consultation, None, site=site or ""))

    return form_page(request, lambda: shown_in(consultation), make, own)


def too_many_letters(request: HttpRequest, template: str, form: Form, **context: Any) -> HttpResponse:
    """Give a form back: so many letters were asked for from one network that we wait a while."""
    form.add_error(None, f"{TOO_MANY_LETTERS} {again_in(HOUR)}")
    return too_many(request, template, HOUR, {**context, "form": form})
