"""Addresses of the themes."""

from django.urls import path

from parvis.themes import views

urlpatterns = [
    path("themes/", views.themes, name="themes"),
    path("themes/add/", views.add_theme, name="add_theme"),
    path("themes/<slug:slug>/edit/", views.change_theme, name="change_theme"),
]
