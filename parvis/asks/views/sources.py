"""Where asks are read."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from parvis.asks import actions
from parvis.asks.forms.desk import SourceForm
from parvis.asks.models import Source
from parvis.asks.rules import may_keep_sources
from parvis.core.rules import Refused


@never_cache
def sources(request: HttpRequest) -> HttpResponse:
    """Show how reading each source goes; add one, stop one, read it again."""
    may_keep_sources(request.user).admit()
    step = request.POST.get("step", "")
    form = SourceForm(request.POST if step == "add" else None)
    if step in ("stop", "resume"):
        number = request.POST.get("source", "")
        source = get_object_or_404(Source, pk=int(number) if number.isascii() and number.isdecimal() else 0)
        (actions.stop_source if step == "stop" else actions.resume_source)(source, by=request.user)
        return redirect("ask_sources")
    if form.is_valid() and _added(request, form):
        return redirect("ask_sources")
    context = {"sources": Source.objects.all(), "form": form}
    return render(request, "asks/desk/sources.html", context, status=422 if form.errors else 200)


def _added(request: HttpRequest, form: SourceForm) -> bool:
    said = form.cleaned_data
    try:
        actions.add_source(by=request.user, **said | {"tags": said["tags"].split()})
    except Refused as refusal:
        form.add_error(None, str(refusal.reason))
        return False
    messages.success(request, _("Saved."))
    return True
