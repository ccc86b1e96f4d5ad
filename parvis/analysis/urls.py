"""Where maps of opinions are, and the desk at which what was said is sorted into themes."""

from django.urls import path

from parvis.analysis.views import desk, filing, flags, history, reading, samples, sorting

urlpatterns = [
    path("consultations/<slug:slug>/map/", reading.opinion_map, name="opinion_map"),
    path("consultations/<slug:slug>/map.json", reading.map_json, name="map_json"),
    path("consultations/<slug:slug>/map.csv", reading.map_csv, name="map_csv"),
    path("desk/runs/<slug:slug>/", desk.runs, name="runs"),
    path("desk/runs/<slug:slug>/<int:number>/cancel/", desk.cancel, name="cancel_run"),
    path("desk/said/", sorting.readings, name="readings"),
    path("desk/said/<slug:slug>/", sorting.reading, name="reading"),
    path("desk/said/<slug:slug>/<int:number>/cancel/", desk.cancel_reading, name="cancel_reading"),
    path("desk/said/<slug:slug>/decisions/", history.decisions, name="reading_decisions"),
    path("desk/said/<slug:slug>/changes/", history.changes, name="reading_changes"),
    path("desk/said/<slug:slug>/file/", filing.file_said, name="file_said"),
    path("desk/said/<slug:slug>/look/", flags.to_look_at, name="to_look_at"),
    path("desk/said/<slug:slug>/look/<int:number>/", flags.flag, name="flag"),
    path("desk/said/<slug:slug>/unsure/", sorting.unsure, name="unsure"),
    path("desk/said/<slug:slug>/sample/", samples.sample, name="sample"),
    path("desk/said/<slug:slug>/sample/sort/", samples.sort_alone, name="sort_alone"),
    path("desk/said/<slug:slug>/themes/<str:key>/", sorting.theme, name="theme_found"),
]
