"""Where the registry of consultations is."""

from django.urls import path

from parvis.registry.views import desk, reading

urlpatterns = [
    path("registry/", reading.registry, name="registry"),
    path("registry/file/consultations.csv", reading.file, name="registry_file"),
    path("registry/<str:number>/", reading.listing, name="listing"),
    path("desk/registry/", desk.registries, name="desk_registries"),
    path("desk/registry/<slug:place>/", desk.registry, name="desk_registry"),
    path("desk/registry/<slug:place>/add/", desk.add, name="add_listing"),
    path("desk/registry/<slug:place>/file/", desk.bring, name="bring_listings"),
    path("desk/registry/<slug:place>/file/consultations.csv", desk.file, name="desk_registry_file"),
    path("desk/registry/<slug:place>/<str:number>/", desk.change, name="change_listing"),
    path("desk/registry/<slug:place>/<str:number>/<slug:move>/", desk.move, name="move_listing"),
]
