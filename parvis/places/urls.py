"""Addresses of the places."""

from django.urls import path

from parvis.places import views

urlpatterns = [
    path("places/", views.places, name="places"),
    path("places/add/", views.add_place, name="add_place"),
    path("places/membership/", views.membership, name="membership"),
    path("places/<slug:slug>/", views.place, name="place"),
    path("places/<slug:slug>/edit/", views.change_place, name="change_place"),
]
