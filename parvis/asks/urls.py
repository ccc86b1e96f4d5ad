"""Where asks are."""

from django.urls import path

from parvis.asks.views import desk, letters, reading, sources, taking_in, translating

urlpatterns = [
    path("asks/", reading.asks, name="asks"),
    path("asks/<str:code>/", reading.ask, name="ask"),
    path("letters/asks/<str:token>/", letters.acknowledge, name="acknowledge_ask"),
    path("desk/asks/", desk.inbox, name="desk_asks"),
    path("desk/asks/many/", desk.many, name="desk_asks_many"),
    path("desk/asks/bring/", taking_in.bring, name="bring_asks"),
    path("desk/asks/sources/", sources.sources, name="ask_sources"),
    path("desk/asks/<str:code>/", desk.one, name="desk_ask"),
    path("desk/asks/<str:code>/translate/", translating.translate, name="translate_ask"),
]
