"""Vote on one statement after the other, and look at one's own votes."""

import secrets
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from parvis.consultations.views.asking import signed_in
from parvis.core.limits import HOUR, too_many
from parvis.core.rules import Refused
from parvis.votes import actions, limits
from parvis.votes.cookies import forget, remember, voter_here, voter_of
from parvis.votes.forms import CodeForm
from parvis.votes.models import Statement, Voter, Voting
from parvis.votes.queries.drawing import next_statement
from parvis.votes.queries.own import VALUES, own_votes, receipt_for
from parvis.votes.queries.worded import worded
from parvis.votes.rules import may_propose, may_vote
from parvis.votes.sealing import is_sealed
from parvis.votes.views.asking import voting_of

ENOUGH_FOR_RESULTS = 5


@login_not_required
@never_cache
def vote(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one statement; take a vote on it, and show the next."""
    voting = voting_of(request, slug)
    voter = voter_of(request, voting.consultation, signed_in(request))
    if request.method == "POST":
        return _take(request, voting, voter, "vote")
    verdict = may_vote(signed_in(request), voting)
    return render(request, "votes/vote.html", _shown(request, voting, voter) | {"verdict": verdict})


@login_not_required
@never_cache
def own(request: HttpRequest, slug: str) -> HttpResponse:
    """Show somebody's votes in a consultation, to be changed while people vote, and to be checked once they are sealed."""
    voting = voting_of(request, slug)
    voter = voter_of(request, voting.consultation, signed_in(request))
    step = request.POST.get("step", "") if request.method == "POST" else ""
    if step == "find":
        return _find(request, voting)
    if request.method == "POST" and voter is None:
        return redirect("own_votes", slug)
    if step in _STEPS and voter is not None:
        return _STEPS[step](request, voting, voter)
    if request.method == "POST":
        return _take(request, voting, voter, "own_votes")
    return _show_own(request, voting, voter, CodeForm())


@login_not_required
@never_cache
@require_safe
def receipt(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a voter, and nobody else, what they need to check the seal without us."""
    voting = voting_of(request, slug)
    voter = voter_of(request, voting.consultation, signed_in(request))
    found = receipt_for(voter, voting) if voter else None
    if found is None:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="votes-{slug}.json"'}
    return JsonResponse(found._asdict(), headers=headers, json_dumps_params={"indent": 1})


def _take(request: HttpRequest, voting: Voting, voter: Voter | None, page: str) -> HttpResponse:
    """Take one vote; whoever votes for the first time here becomes a voter by it."""
    person, consultation = signed_in(request), voting.consultation
    number = request.POST.get("statement", "")
    statement = _statements(voting).filter(number=number).first() if number.isdecimal() and len(number) < 9 else None
    value = VALUES.get(request.POST.get("value", ""))
    if statement is None or value is None:
        messages.error(request, _("Choose: agree, disagree, or pass."))
        return redirect(page, consultation.slug)
    if voter is None and person is None and not limits.may_begin(request):
        return _too_many(request, voting, None, statement)
    try:
        voter = voter or actions.become_voter(consultation, by=person)
        if not limits.may_vote_more(voter):
            return _too_many(request, voting, voter, statement)
        actions.cast_vote(statement, voter=voter, value=value, by=person)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(page, consultation.slug)
    return remember(redirect(page, consultation.slug), voter, consultation)


def _too_many(request: HttpRequest, voting: Voting, voter: Voter | None, statement: Statement) -> HttpResponse:
    context = _shown(request, voting, voter, statement) | {"verdict": may_vote(signed_in(request), voting)}
    return too_many(request, "votes/vote.html", HOUR, context)


def _shown(
    request: HttpRequest, voting: Voting, voter: Voter | None, statement: Statement | None = None
) -> dict[str, Any]:
    statement = statement or next_statement(voting, voter, secrets.token_hex(4))
    done = voter.votes.filter(statement__status=Statement.Status.PUBLISHED).count() if voter else 0
    here = voter_here(request, voting.consultation)
    return {
        "voting": voting,
        "consultation": voting.consultation,
        "voter": voter,
        "shown": worded([statement])[0] if statement else None,
        "done": done,
        "all": voting.consultation.statements.published().count(),
        "shows_results": done >= ENOUGH_FOR_RESULTS or voting.is_over,
        "may_propose": may_propose(signed_in(request), voting),
        "asks_whose": bool(signed_in(request) and here and here.person_id is None),
        "may_keep": bool(voting.is_open and signed_in(request) is None and voter and voter.person_id is None),
    }


def _statements(voting: Voting) -> Any:
    return voting.consultation.statements.voted_on().select_related("consultation__cycle__place")


def _find(request: HttpRequest, voting: Voting) -> HttpResponse:
    """Show the votes that were cast under a code, on whatever device; nobody can change them with it."""
    form = CodeForm(request.POST)
    if form.is_valid():
        voters = Voter.objects.filter(consultation=voting.consultation).select_related("same_as")
        voter = voters.filter(code=form.cleaned_data["code"]).first()
        if voter is not None:
            # Votes that were joined with others since are found by the code they had before, too.
            return _show_own(request, voting, voter.same_as or voter, CodeForm(), only_shown=True)
        if not limits.may_guess_more(request):
            form.add_error("code", _("Many codes that nobody has came from where you are. Try again within the hour."))
            return too_many(request, "votes/own.html", HOUR, _own(request, voting, None, form))
        form.add_error("code", _("Nobody voted here under this code."))
    return _show_own(request, voting, None, form)


def _show_own(
    request: HttpRequest, voting: Voting, voter: Voter | None, form: CodeForm, *, only_shown: bool = False
) -> HttpResponse:
    context = _own(request, voting, voter, form) | {"only_shown": only_shown}
    return render(request, "votes/own.html", context, status=422 if form.errors else 200)


def _own(request: HttpRequest, voting: Voting, voter: Voter | None, form: CodeForm) -> dict[str, Any]:
    person, here = signed_in(request), voter_here(request, voting.consultation)
    own = voter_of(request, voting.consultation, person)
    try:
        found = receipt_for(voter, voting) if voter else None
        is_in_seal = found is not None and is_sealed(found, voting.root)
    except ValueError:
        found, is_in_seal = None, False
    return {
        "voting": voting,
        "consultation": voting.consultation,
        "voter": voter,
        "rows": own_votes(voter) if voter else [],
        "form": form,
        "receipt": found if found and own == voter else None,
        "is_sealed": voting.status == Voting.Status.CLOSED,
        "is_in_seal": is_in_seal,
        "is_linked": bool(voter and voter.person_id),
        "asks_whose": bool(voting.is_open and person and here and here.person_id is None),
        "may_keep": bool(voting.is_open and person is None and voter and voter.person_id is None),
        # Whoever has signed in votes as themselves, whatever this device remembers.
        "may_forget": person is None or not (voter and voter.person_id),
    }


def _link(request: HttpRequest, voting: Voting, voter: Voter) -> HttpResponse:
    """Make the votes of this device those of whoever has signed in."""
    here = voter_here(request, voting.consultation) or voter
    try:
        voter = actions.link_voter(here, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("own_votes", voting.consultation.slug)
    messages.success(request, _("These votes are yours now, and counted once. Nobody is shown whose they are."))
    return remember(redirect("own_votes", voting.consultation.slug), voter, voting.consultation)


def _forget(request: HttpRequest, voting: Voting, voter: Voter) -> HttpResponse:
    """Let somebody else vote on this device; the votes that were cast stay."""
    messages.success(request, _("This device has forgotten those votes. They still count."))
    return forget(redirect("vote", voting.consultation.slug), voting.consultation)


def _say_whether_in_file(request: HttpRequest, voting: Voting, voter: Voter) -> HttpResponse:
    try:
        wants = request.POST.get("in_file") == "on"
        actions.say_whether_in_file(voter, in_file=wants, by=signed_in(request))
        messages.success(request, _("Noted."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("own_votes", voting.consultation.slug)


_STEPS = {"link": _link, "forget": _forget, "file": _say_whether_in_file}
