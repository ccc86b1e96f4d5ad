"""Addresses of the cycles and of what happens in them."""

from django.urls import include, path

from parvis.cycles.views import framing, reading

framing_patterns = [
    path("", framing.change_cycle, name="change_cycle"),
    path("move/", framing.move_cycle, name="move_cycle"),
    path("phases/", framing.change_phases, name="change_phases"),
    path("calendar/", framing.change_calendar, name="change_calendar"),
    path("calendar/<int:pk>/", framing.change_line, name="change_line"),
    path("themes/", framing.change_themes, name="change_themes"),
    path("themes/add/", framing.add_cycle_theme, name="add_cycle_theme"),
    path("themes/<int:pk>/", framing.move_theme, name="move_theme"),
    path("themes/<int:pk>/drop/", framing.drop_theme, name="drop_theme"),
]
urlpatterns = [
    path("places/<slug:slug>/cycles/add/", framing.add_cycle, name="add_cycle"),
    path("places/<slug:slug>/cycles/<int:number>/", reading.cycle, name="cycle"),
    path("places/<slug:slug>/cycles/<int:number>/suggest/", reading.suggest_theme, name="suggest_theme"),
    path("places/<slug:slug>/cycles/<int:number>/edit/", include(framing_patterns)),
    path("events/", reading.events, name="events"),
    path("events/<int:pk>.ics", reading.event_file, name="event_file"),
]
