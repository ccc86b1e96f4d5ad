"""Keep one's votes under a confirmed e-mail address, so that they are there on one's other devices."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from parvis.consultations.views.asking import signed_in
from parvis.people.forms import AddressForm
from parvis.votes.cookies import voter_here, voter_of
from parvis.votes.queries.own import joining
from parvis.votes.rules import may_vote
from parvis.votes.views.asking import voting_of


@login_not_required
@never_cache
@require_safe
def keep(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for an address; once it is confirmed, say what becomes of the votes of this device and of others."""
    voting, person = voting_of(request, slug), signed_in(request)
    here = voter_here(request, voting.consultation)
    asks_whose = bool(person and here and here.person_id is None)
    context = {
        "voting": voting,
        "consultation": voting.consultation,
        "verdict": may_vote(person, voting),
        "voter": voter_of(request, voting.consultation, person),
        "form": AddressForm() if person is None else None,
        "joining": joining(here, person) if asks_whose else None,
    }
    return render(request, "votes/keep.html", context)
