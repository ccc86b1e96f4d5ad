"""A site that is only the keeper's pages."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = i18n_patterns(
    path("", include("parvis.core.mail.urls")),
    path("", include("parvis.core.jobs.urls")),
)
