"""Where sheets of paper are."""

from django.urls import path

from parvis.paper import views

urlpatterns = [
    path("desk/paper/", views.paper, name="paper"),
    path("desk/paper/<int:number>/", views.batch, name="batch"),
    path("desk/paper/<int:number>/<int:part>.pdf", views.print_batch, name="print_batch"),
    path("desk/paper/sheets/<str:serial>/", views.sheet, name="sheet"),
    path("desk/paper/sheets/<str:serial>/spoiled/", views.spoil, name="spoil_sheet"),
]
