"""The square, receipts and trails, the desk, and what the house says about itself."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from parvis.asks.models import Ask
from parvis.consultations.just_said import is_just_said
from parvis.consultations.letters import DeadLink
from parvis.consultations.models import Contribution
from parvis.consultations.views.asking import dead_link, token_page
from parvis.core import clock, limits
from parvis.core.pages import kept, public_page
from parvis.core.receipts import NotAReceipt, format_code, read_code
from parvis.people.actions import stop_duties
from parvis.site import letters, queries
from parvis.site.desk import duties, grouped, standings, zone_of
from parvis.site.forms import ReceiptForm
from parvis.site.trail import proofs_of, trail_of


@require_safe
@public_page
def home(request: HttpRequest) -> HttpResponse:
    """Show the square: what is open now, what is coming, what was answered lately."""
    square = kept(request, "square", lambda: queries.square(clock.now()))
    return render(request, "site/home.html", {"square": square})


@require_safe
@login_not_required
def receipts(request: HttpRequest) -> HttpResponse:
    """Ask for a receipt code and lead to its trail."""
    form = ReceiptForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("trail", code=format_code(form.cleaned_data["code"]))
    return render(request, "site/receipts.html", {"form": form}, status=400 if form.errors else 200)


@require_safe
@public_page
def trail(request: HttpRequest, code: str) -> HttpResponse:
    """Show what became of a contribution, step by step; guessing codes is slowed down."""
    try:
        receipt = read_code(code)
    except NotAReceipt:
        return redirect(reverse("receipts", query={"code": code[:40]}))
    if code != format_code(receipt):
        return redirect("trail", code=format_code(receipt))
    contribution = _contribution(receipt)
    if contribution is None:
        ask = Ask.objects.filter(code=receipt).first()
        return redirect(ask) if ask else _no_such_receipt(request, receipt)
    told = trail_of(contribution, viewer=request.user, at=clock.now(), is_just_said=is_just_said(request, contribution))
    return render(request, "site/trail.html", {"trail": told, "thanks": "thanks" in request.GET})


@require_safe
@public_page
def trail_proof(request: HttpRequest, code: str) -> HttpResponse:
    """Give what it takes to check a trail offline; the words are opened for those who may read them."""
    try:
        receipt = read_code(code)
    except NotAReceipt:
        raise Http404 from None
    contribution = _contribution(receipt)
    if contribution is None:
        return _no_such_receipt(request, receipt)
    return JsonResponse(proofs_of(contribution, viewer=request.user))


def _contribution(receipt: str) -> Contribution | None:
    contributions = Contribution.objects.select_related(
        "consultation__cycle__place", "refers_to", "provenance__event__cycle"
    )
    return contributions.filter(code=receipt).first()


def _no_such_receipt(request: HttpRequest, receipt: str) -> HttpResponse:
    if not limits.may_guess_again(request):
        return limits.too_many(request, "site/too_many_codes.html", limits.HOUR)
    return render(request, "site/no_such_receipt.html", {"code": receipt}, status=404)


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show a person what awaits them."""
    today = clock.now().astimezone(zone_of(request.user)).date()
    context = {"groups": grouped(duties(request.user, today)), "standings": standings(request.user)}
    return render(request, "site/desk.html", context)


@token_page
def leave_duties(request: HttpRequest, token: str) -> HttpResponse:
    """Let somebody stop the letters about what awaits them."""
    try:
        person = letters.read_leaving(token)
    except DeadLink as dead:
        return dead_link(request, dead)
    if request.method == "POST":
        stop_duties(person, by=person)
    return render(request, "site/leave_duties.html", {"is_done": not person.wants_duties})


@require_safe
@public_page
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept of whom, for how long, and how to have it erased."""
    return render(request, "site/privacy.html")


@require_safe
@public_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how accessible the site is, and where to tell what is not."""
    return render(request, "site/accessibility.html")


@require_safe
@public_page
def about(request: HttpRequest) -> HttpResponse:
    """Say what Parvis is, in plain words."""
    return render(request, "site/about.html")
