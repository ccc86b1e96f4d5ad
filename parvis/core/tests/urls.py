"""A site that is only its frame, for tests of the frame."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from parvis.core.gallery import gallery


@login_not_required
def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Nothing.")


@login_not_required
def break_down(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("the disk is full")


urlpatterns = i18n_patterns(
    path("", empty, name="home"),
    path("gallery/", gallery, name="gallery"),
    path("consultations/", gallery, name="consultations"),
    path("answers/", empty, name="answers"),
    path("sign-in/", empty, name="account_login"),
    path("broken/", break_down, name="broken"),
)
handler403 = "parvis.core.failures.forbidden"
handler404 = "parvis.core.failures.missing"
handler500 = "parvis.core.failures.broken"
