"""What people agree with, the seal of all votes, and what somebody proposes."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from parvis.consultations.models import Consultation
from parvis.consultations.views.asking import contribution_of, signed_in
from parvis.core.limits import HOUR, too_many
from parvis.core.rules import Refused
from parvis.record import entries_of
from parvis.votes import actions, limits
from parvis.votes.actions.statements import TooClose
from parvis.votes.forms import ProposingForm
from parvis.votes.models import Voting
from parvis.votes.queries.files import has_file, lines_of_statements, lines_of_votes
from parvis.votes.queries.own import leaves_of
from parvis.votes.queries.results import FEWEST, ORDERS, results_of
from parvis.votes.queries.worded import worded
from parvis.votes.rules import may_propose, may_vote
from parvis.votes.views.asking import voting_of

_FILES = {"votes": lines_of_votes, "statements": lines_of_statements}


@login_not_required
@never_cache
@require_safe
def results(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how people voted, in plain counts."""
    voting = voting_of(request, slug)
    order = request.GET.get("order", "")
    order = order if order in ORDERS else "agreed"
    names = {"agreed": _("Most agreed with"), "divided": _("Most divided"), "number": _("By number")}
    tabs = [
        {"href": f"?order={name}", "words": words, "is_current": name == order, "count": None}
        for name, words in names.items()
    ]
    context = {
        "voting": voting,
        "consultation": voting.consultation,
        "results": results_of(voting, order),
        "fewest": FEWEST,
        "tabs": tabs,
        "sealed": entries_of(voting).filter(verb="voting.closed").last() if voting.root else None,
        "has_file": has_file(voting),
        "verdict": may_vote(signed_in(request), voting),
    }
    return render(request, "votes/results.html", context)


@login_not_required
@never_cache
@require_safe
def seal(request: HttpRequest, slug: str) -> HttpResponse:
    """List the leaves of the seal, one a line, in the order of the tree; none tells who or what."""
    voting = voting_of(request, slug)
    if voting.status != Voting.Status.CLOSED:
        raise Http404
    return HttpResponse("".join(f"{leaf}\n" for leaf in leaves_of(voting)), content_type="text/plain; charset=utf-8")


@login_not_required
@never_cache
@require_safe
def file(request: HttpRequest, slug: str, name: str) -> StreamingHttpResponse:
    """Give the votes of those who agreed to it, or the statements, as a file (CSV)."""
    voting = voting_of(request, slug)
    if name not in _FILES or not has_file(voting):
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{slug}-{name}.csv"'}
    return StreamingHttpResponse(_FILES[name](voting), content_type="text/csv; charset=utf-8", headers=headers)


@login_not_required
@never_cache
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a statement somebody proposes."""
    voting = voting_of(request, slug)
    verdict = may_propose(signed_in(request), voting)
    form = ProposingForm(signed_in(request), request.POST if request.method == "POST" else None)
    context = {"voting": voting, "consultation": voting.consultation, "form": form, "verdict": verdict}
    if not form.is_valid():
        return _ask(request, context)
    if not limits.may_propose_more(request):
        form.add_error(None, _("Many statements came from where you are within the hour. Nothing was lost."))
        return too_many(request, "votes/propose.html", HOUR, context)
    try:
        if not form.cleaned_data["website"]:
            said = form.said | {"contribution": _about(request, voting.consultation)}
            actions.propose_statement(voting.consultation, by=signed_in(request), **said)
    except TooClose as refusal:
        form.ask_again()
        form.add_error("words", str(refusal))
        return _ask(request, context | {"close": worded(refusal.close)})
    except Refused as refusal:
        form.add_error("words", str(refusal))
        return _ask(request, context)
    messages.success(request, _("Thank you. A moderator reads it; then others can vote on it."))
    if form.cleaned_data["email"] and not request.user.is_authenticated:
        messages.info(request, _("Open the link in the letter we send you, and you are told what becomes of it."))
    return redirect("vote", slug)


def _ask(request: HttpRequest, context: dict) -> HttpResponse:
    return render(request, "votes/propose.html", context, status=422 if context["form"].errors else 200)


def _about(request: HttpRequest, consultation: Consultation):
    """Return the contribution a statement is taken from, if its address says so."""
    said = contribution_of(request.GET["about"]) if request.GET.get("about") else None
    return said if said and said.consultation_id == consultation.pk and said.status == "published" else None
