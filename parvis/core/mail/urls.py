"""Where the keeper reads the mail that leaves."""

from django.urls import path

from parvis.core.mail import views

urlpatterns = [
    path("desk/outbox/", views.outbox, name="outbox"),
    path("desk/outbox/<uuid:uuid>/", views.outbox_message, name="outbox_message"),
]
