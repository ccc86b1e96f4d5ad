"""Packs by the site: asked for once, built by a worker, taken by everybody, and let go of when newer ones say more."""

import pytest
from django.urls import reverse

from parvis.core.jobs import run_due
from parvis.core.rules import Refused
from parvis.documents import shelf
from parvis.documents.tests.factories import make_published
from parvis.record import catch_up, entries_of
from parvis.standards.actions import ask_for_pack
from parvis.standards.models import Pack
from parvis.standards.pack import keeping
from parvis.standards.pack.keeping import build_and_keep, let_go
from parvis.standards.pack.verifying import verify_pack


def address(cycle, name="evidence", *more):
    return reverse(name, args=[cycle.place.slug, cycle.number, *more])


def test_a_pack_is_asked_for_once(cycle, bruno):
    assert ask_for_pack(cycle, by=bruno) == ask_for_pack(cycle, by=bruno)


def test_a_worker_builds_it_and_everybody_takes_it(client, cycle, bruno):
    make_published(cycle.place)
    client.force_login(bruno)
    client.post(address(cycle, "ask_for_pack"))
    catch_up()
    run_due()

    client.logout()
    pack = Pack.objects.get()
    assert pack.manifest in client.get(address(cycle)).content.decode()
    file = client.get(address(cycle, "evidence_file", pack.number))
    assert len(b"".join(file.streaming_content)) == pack.size
    assert verify_pack(shelf.path_of(pack.sha256)).manifest_digest == pack.manifest
    assert [entry.verb for entry in entries_of(pack)] == ["pack.asked", "pack.made"]


def test_the_rest_of_a_download_can_be_asked_for(client, cycle, bruno):
    pack = ask_for_pack(cycle, by=bruno)
    build_and_keep(pack.pk)
    pack.refresh_from_db()

    rest = client.get(address(cycle, "evidence_file", 1), headers={"Range": "bytes=100-"})

    assert rest.status_code == 206
    assert len(b"".join(rest.streaming_content)) == pack.size - 100


def test_what_cannot_be_made_is_said(client, cycle, bruno, monkeypatch):
    pack = ask_for_pack(cycle, by=bruno)

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(keeping, "build_pack", full)
    build_and_keep(pack.pk)

    assert "It could not be made" in client.get(address(cycle)).content.decode()
    assert ask_for_pack(cycle, by=bruno).number == 2


def test_old_files_are_let_go_of(client, cycle, bruno):
    for _turn in range(3):
        build_and_keep(ask_for_pack(cycle, by=bruno).pk)

    assert let_go() == 1
    assert let_go() == 0
    assert client.get(address(cycle, "evidence_file", 1)).status_code == 404
    assert client.get(address(cycle, "evidence_file", 3)).status_code == 200


def test_strangers_take_packs_and_have_none_made(client, cycle, amina):
    client.force_login(amina)

    assert client.get(address(cycle)).status_code == 200
    assert client.post(address(cycle, "ask_for_pack")).status_code == 403
    with pytest.raises(Refused, match="Those who have a part"):
        ask_for_pack(cycle, by=amina)
