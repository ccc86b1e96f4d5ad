"""Where the record is: `urlpatterns` for people, under a language; `machine` for programs, under none."""

from django.urls import path

from parvis.record.views import files, pages

urlpatterns = [
    path("", pages.log, name="record"),
    path("check/", pages.check, name="check"),
    path("<int:seq>/", pages.entry, name="entry"),
]

machine = [
    path("checkpoint", files.checkpoint, name="record_checkpoint"),
    path("key", files.key, name="record_key"),
    path("tile/<path:name>", files.tile, name="record_tile"),
    path("proof/inclusion", files.inclusion, name="record_inclusion"),
    path("proof/consistency", files.consistency, name="record_consistency"),
    path("verify.py", files.verify_py, name="record_verify_py"),
]
