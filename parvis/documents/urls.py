"""Addresses of the documents and of their files."""

from django.urls import path

from parvis.documents.views import keeping, reading

urlpatterns = [
    path("places/<slug:slug>/documents/", reading.documents, name="documents"),
    path("places/<slug:slug>/documents/add/", keeping.begin_document, name="begin_document"),
    path("documents/<slug:slug>/", reading.document, name="document"),
    path(
        "documents/<slug:slug>/files/<str:language>/<int:number>.<str:ending>",
        reading.document_file,
        name="document_file",
    ),
    path("documents/<slug:slug>/edit/", keeping.keep_document, name="keep_document"),
    path("documents/<slug:slug>/edit/words/", keeping.change_document, name="change_document"),
    path("documents/<slug:slug>/edit/files/<str:language>/", keeping.give_file, name="give_file"),
    path("documents/<slug:slug>/edit/withdraw/", keeping.withdraw_document, name="withdraw_document"),
]
