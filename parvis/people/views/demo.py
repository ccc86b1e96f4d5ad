"""Choosing who to be, in a database made as a demonstration; anywhere else there is no such page."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from parvis.people import demo
from parvis.people.views.sign_in import enter_as


@login_not_required
@never_cache
def choose(request: HttpRequest) -> HttpResponse:
    """List the persons of the demonstration; sign in as the one that was chosen."""
    if not demo.is_demo():
        raise Http404
    persons = demo.persons()
    if request.method == "POST":
        chosen = next((person for person in persons if str(person.pk) == request.POST.get("person")), None)
        if chosen is None:
            raise Http404
        return enter_as(request, chosen, "demo")
    rows = [(person, demo.introduction(person)) for person in persons]
    return render(request, "people/demo.html", {"rows": rows})
