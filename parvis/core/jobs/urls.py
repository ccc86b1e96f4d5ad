"""Where the keeper sees the work that failed."""

from django.urls import path

from parvis.core.jobs import views

urlpatterns = [
    path("desk/jobs/", views.jobs, name="jobs"),
    path("desk/jobs/<uuid:uuid>/again/", views.try_job_again, name="try_job_again"),
]
