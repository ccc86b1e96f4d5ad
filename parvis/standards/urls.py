"""Where standards are."""

from django.urls import path

from parvis.standards.views import evidence, members, packs, reading

urlpatterns = [
    path("desk/members/", members.members_page, name="members"),
    path("desk/members.csv", members.members_file, name="members_file"),
    path("places/<slug:slug>/cycles/<int:number>/standards/", reading.standards, name="standards"),
    path("places/<slug:slug>/cycles/<int:number>/standards.json", reading.standards_file, name="standards_file"),
    path("places/<slug:slug>/cycles/<int:number>/standards/attest/", evidence.attest_evidence, name="attest_evidence"),
    path("places/<slug:slug>/cycles/<int:number>/evidence/", packs.evidence, name="evidence"),
    path("places/<slug:slug>/cycles/<int:number>/evidence/ask/", packs.ask_for_pack, name="ask_for_pack"),
    path("places/<slug:slug>/cycles/<int:number>/evidence/<int:pack>.zip", packs.evidence_file, name="evidence_file"),
    path(
        "places/<slug:slug>/cycles/<int:number>/standards/<int:attested>/take-back/",
        evidence.take_back_evidence,
        name="take_back_evidence",
    ),
]
