"""Have the evidence of a cycle packed, and keep what was built."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from parvis.core import clock
from parvis.cycles.models import Cycle
from parvis.record import record
from parvis.standards.models import Pack
from parvis.standards.rules import may_ask_for_pack, may_end_pack


@transaction.atomic
def ask_for_pack(cycle: Cycle, *, by: Any) -> Pack:
    """Have the evidence of a cycle packed, or return the pack that is being built.

    A follower of the record hands it to the workers.
    """
    may_ask_for_pack(by, cycle).enforce()
    # Two who ask at once wait here for each other.
    Cycle.objects.select_for_update(of=("self",)).get(pk=cycle.pk)
    if under_way := cycle.packs.filter(status=Pack.Status.ASKED).first():
        return under_way
    number = (cycle.packs.aggregate(last=Max("number"))["last"] or 0) + 1
    pack = Pack.objects.create(cycle=cycle, number=number, asked_by=by)
    record("pack.asked", pack, role=role_of(by, cycle))
    return pack


@transaction.atomic
def finish_pack(pack: Pack, *, sha256: str, manifest: str, size: int) -> Pack:
    """Let everybody take a pack that is built; the record holds the digest of its manifest."""
    may_end_pack(pack).enforce()
    if pack.move("finish", ended_at=clock.now(), sha256=sha256, manifest=manifest, size=size):
        record("pack.made", pack, role="", facts={"manifest": manifest, "sha256": sha256})
    return pack


@transaction.atomic
def fail_pack(pack: Pack) -> Pack:
    """Give up a pack that cannot be made."""
    may_end_pack(pack).enforce()
    if pack.move("fail", ended_at=clock.now()):
        record("pack.failed", pack, role="")
    return pack


def role_of(person: Any, cycle: Cycle) -> str:
    """Return the plain word for the part a person has in the place of a cycle."""
    kinds = sorted(role.kind for role in person.current_roles if role.place_id == cycle.place_id)
    if kinds:
        return kinds[0]
    return "keeper" if person.is_keeper else "support unit"
