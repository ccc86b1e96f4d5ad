"""Addresses of the cycles and of what happens in them."""

from django.urls import include, path

from parvis.cycles.views import framing, planning, reading, rule_sets, timeline

framing_patterns = [
    path("", framing.change_cycle, name="change_cycle"),
    path("move/", framing.move_cycle, name="move_cycle"),
    path("phases/", framing.change_phases, name="change_phases"),
    path("calendar/", framing.change_calendar, name="change_calendar"),
    path("calendar/<int:pk>/", framing.change_line, name="change_line"),
    path("timeline/", planning.change_timeline, name="change_timeline"),
    path("timeline/add/", planning.add_activity, name="add_activity"),
    path("timeline/begin/", planning.begin_timeline, name="begin_timeline"),
    path("timeline/publish/", planning.publish_timeline, name="publish_timeline"),
    path("timeline/<int:pk>/", planning.change_activity, name="change_activity"),
    path("themes/", framing.change_themes, name="change_themes"),
    path("themes/add/", framing.add_cycle_theme, name="add_cycle_theme"),
    path("themes/<int:pk>/", framing.move_theme, name="move_theme"),
    path("themes/<int:pk>/drop/", framing.drop_theme, name="drop_theme"),
]
timeline_patterns = [
    path("", timeline.timeline, name="timeline"),
    path("<int:version>/", timeline.timeline_version, name="timeline_version"),
    path("<int:version>.json", timeline.timeline_json, name="timeline_json"),
    path("<int:version>.svg", timeline.timeline_svg, name="timeline_svg"),
    path("<int:version>.pdf", timeline.timeline_pdf, name="timeline_pdf"),
]
urlpatterns = [
    path("places/<slug:slug>/cycles/add/", framing.add_cycle, name="add_cycle"),
    path("places/<slug:slug>/cycles/<int:number>/", reading.cycle, name="cycle"),
    path("places/<slug:slug>/cycles/<int:number>/suggest/", reading.suggest_theme, name="suggest_theme"),
    path("places/<slug:slug>/cycles/<int:number>/timeline/", include(timeline_patterns)),
    path("places/<slug:slug>/cycles/<int:number>/calendar.ics", timeline.cycle_calendar, name="cycle_calendar"),
    path("places/<slug:slug>/cycles/<int:number>/edit/", include(framing_patterns)),
    path("rules/", rule_sets.rules, name="rules"),
    path("rules/<slug:slug>/<int:number>/", rule_sets.rule_set, name="rule_set"),
    path("rules/<slug:slug>/<slug:key>/edit/", rule_sets.revise_rule, name="revise_rule"),
    path("events/", reading.events, name="events"),
    path("events/<int:pk>.ics", reading.event_file, name="event_file"),
]
