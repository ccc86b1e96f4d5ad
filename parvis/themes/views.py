"""Pages of the themes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from parvis.core.editing import filled
from parvis.core.pages import public_page
from parvis.themes import actions
from parvis.themes.forms import ThemeForm
from parvis.themes.models import Theme
from parvis.themes.rules import may_name_themes


@public_page
@require_safe
def themes(request: HttpRequest) -> HttpResponse:
    """List all themes; where each is taken up is told by its reverse relations."""
    found = sorted(
        Theme.objects.named().prefetch_related("cycle_themes__cycle__place"), key=lambda theme: str(theme.name)
    )
    context = {"themes": found, "may_name": bool(may_name_themes(request.user))}
    return render(request, "themes/themes.html", context)


@never_cache
def add_theme(request: HttpRequest) -> HttpResponse:
    """Add a theme."""
    if not may_name_themes(request.user):
        raise Http404
    form = ThemeForm(request.POST or None)
    if form.is_valid():
        return redirect(actions.add_theme(by=request.user, **form.cleaned_data))
    return render(request, "themes/add_theme.html", {"form": form})


@never_cache
def change_theme(request: HttpRequest, slug: str) -> HttpResponse:
    """Reword a theme."""
    theme = get_object_or_404(Theme, slug=slug)
    if not may_name_themes(request.user):
        raise Http404
    form = ThemeForm(request.POST or None, saved={name: getattr(theme, name) for name in actions.SHOWN})
    if changed := filled(form, lambda typed: actions.change_theme(theme, by=request.user, **typed)):
        return redirect(changed)
    return render(request, "themes/change_theme.html", {"form": form, "theme": theme}, status=form.status)
