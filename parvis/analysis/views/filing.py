"""File what was said under the themes of the cycle: a program suggests three with its reasons, and a person decides."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from parvis.analysis.queries.filing import left_to_file, themes_to_file, to_file
from parvis.analysis.views.sorting import read_by
from parvis.consultations import actions
from parvis.consultations.models import Contribution
from parvis.core.rules import Refused


@never_cache
def file_said(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the text that names no theme and of which the program is least sure; file it under one."""
    consultation = read_by(request, slug)
    themes = themes_to_file(consultation)
    if request.method == "POST":
        texts = Contribution.objects.filter(consultation=consultation).select_related("consultation__cycle__place")
        text = get_object_or_404(texts, code=request.POST.get("text", ""))
        chosen = [theme for theme in themes if theme.slug == request.POST.get("to")]
        try:
            if chosen:
                # The page showed a text without any theme: what somebody named meanwhile stays.
                actions.change_themes(text, by=request.user, themes=chosen, seen={})
                messages.success(request, _("Filed under “%(theme)s”.") % {"theme": chosen[0]})
            else:
                messages.error(request, _("This theme is no longer one of the cycle."))
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect(request.get_full_path())
    text, following = to_file(consultation, themes, request.GET.get("after", ""))
    suggested = {each.theme for each in text.suggestions} if text else set()
    context = {
        "consultation": consultation,
        "text": text,
        "following": following,
        "left": left_to_file(consultation),
        "others": [theme for theme in themes if theme not in suggested],
    }
    return render(request, "analysis/file.html", context)
