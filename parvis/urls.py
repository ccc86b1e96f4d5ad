"""The public map of the site, in reading order."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from parvis.core.gallery import gallery
from parvis.record.urls import machine

urlpatterns = [
    path("record/", include(machine)),
    *i18n_patterns(
        path("", include("parvis.site.urls")),
        path("", include("parvis.people.urls")),
        path("", include("parvis.places.urls")),
        path("", include("parvis.themes.urls")),
        path("", include("parvis.cycles.urls")),
        path("", include("parvis.documents.urls")),
        path("", include("parvis.forum.urls")),
        path("", include("parvis.consultations.urls")),
        path("", include("parvis.registry.urls")),
        path("", include("parvis.asks.urls")),
        path("", include("parvis.paper.urls")),
        path("", include("parvis.votes.urls")),
        path("", include("parvis.analysis.urls")),
        path("", include("parvis.heard.urls")),
        path("", include("parvis.commitments.urls")),
        path("", include("parvis.standards.urls")),
        path("record/", include("parvis.record.urls")),
        path("", include("parvis.core.mail.urls")),
        path("", include("parvis.core.jobs.urls")),
        path("gallery/", gallery, name="gallery"),
    ),
]

handler403 = "parvis.core.failures.forbidden"
handler404 = "parvis.core.failures.missing"
handler500 = "parvis.core.failures.broken"
