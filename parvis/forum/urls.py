"""Addresses of the forum of a place."""

from django.urls import include, path

from parvis.forum.views import decisions, keeping, meetings, reading

patterns = [
    path("", reading.forum, name="forum"),
    path("edit/", keeping.change_forum, name="change_forum"),
    path("seats/", keeping.change_seats, name="forum_seats"),
    path("seats/<int:number>/", keeping.change_seat, name="forum_seat"),
    path("listing/", keeping.list_me, name="list_me_in_forum"),
    path("meetings/add/", meetings.plan_meeting, name="plan_forum_meeting"),
    path("meetings/<int:pk>/", reading.meeting, name="forum_meeting"),
    path("meetings/<int:pk>/edit/", meetings.change_meeting, name="change_forum_meeting"),
    path("meetings/<int:pk>/attendance/", meetings.hold_meeting, name="hold_forum_meeting"),
    path("meetings/<int:pk>/minutes/", meetings.write_minutes, name="write_minutes"),
    path("meetings/<int:pk>/minutes/move/", meetings.move_minutes, name="move_minutes"),
    path("meetings/<int:pk>/decisions/add/", decisions.decide, name="decide_in_meeting"),
    path("meetings/<int:pk>/tasks/add/", decisions.give_task, name="give_forum_task"),
    path("meetings/<int:pk>/tasks/<int:task>/", decisions.finish_task, name="finish_forum_task"),
]
urlpatterns = [path("places/<slug:slug>/forum/", include(patterns))]
