"""What everybody sees of asks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from parvis.asks.forms.choosing import ChoosingForm
from parvis.asks.models import Ask, Route
from parvis.asks.queries.public import counters
from parvis.asks.queries.public import public_page as page_of
from parvis.asks.queries.trails import trail_of
from parvis.asks.queries.translations import rows_of, said_of
from parvis.asks.rules import may_close, may_sort, may_translate
from parvis.core import limits
from parvis.core.pages import kept, public_page
from parvis.core.receipts import NotAReceipt, format_code, read_code


@require_safe
@public_page
def asks(request: HttpRequest) -> HttpResponse:
    """Show what was asked in public, with how far it has come, of all or of one place."""
    counted = kept(request, "asks counted", counters)
    form = ChoosingForm(request.GET, [numbers.place for numbers in counted.places if numbers.place])
    place = form.wanted_place
    page = page_of(place, form.chosen.get("status", ""), request.GET.get("after", ""), form.query)
    context = {
        "form": form,
        "place": place,
        "page": page,
        "rows": rows_of(page.rows),
        "numbers": counted.of(place),
        "places": counted.places,
    }
    return render(request, "asks/asks.html", context)


@require_safe
@public_page
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Show an ask and its trail; one that may not be read shows only how far it has come."""
    try:
        receipt = read_code(code)
    except NotAReceipt:
        return _no_such_ask(request)
    if code != format_code(receipt):
        return redirect("ask", format_code(receipt))
    found = Ask.objects.select_related("duplicate_of").filter(code=receipt).first()
    if found is None:
        return _no_such_ask(request)
    routes = list(Route.objects.filter(ask=found).select_related("place", "contribution__consultation"))
    context = {
        "ask": found,
        "routes": routes,
        "said": said_of(found, routes) if found.is_public else None,
        "steps": trail_of(found, routes),
        "may_translate": may_translate(request.user, found),
        "has_desk": may_sort(request.user, found) or may_close(request.user, found),
    }
    return render(request, "asks/ask.html", context)


def _no_such_ask(request: HttpRequest) -> HttpResponse:
    if not limits.may_guess_again(request):
        return limits.too_many(request, "asks/no_such_ask.html", limits.HOUR, {"is_too_many": True})
    return render(request, "asks/no_such_ask.html", status=404)
