"""Make a map of opinions: read the votes, have the engine make it, keep it."""

from array import array

import numpy as np
from django.conf import settings

from parvis.analysis import actions
from parvis.analysis.computing.jobs import Tell, check_not_cancelled
from parvis.analysis.engine import mapmaking
from parvis.analysis.engine.routing import urgency_of
from parvis.analysis.engine.scale import workers_at
from parvis.analysis.engine.shown import shown, standings_of, without_small_groups
from parvis.analysis.engine.votes import Names, VoteMatrix, matrix_of
from parvis.analysis.models import Run, Standing
from parvis.consultations.models import Consultation
from parvis.votes.models import Voter
from parvis.votes.queries import rows_of, statements_of


def make_map(run: Run, tell: Tell) -> None:
    """Make the map of a consultation, and show it."""
    matrix = matrix_for(run.consultation, tell)
    with workers_at(settings.DASK) as workers:
        found = mapmaking.make_map(matrix, before=groups_before(run), workers=workers, progress=tell)
    tell("keeping", 0, 1)
    may_show = Voter.objects.filter(consultation=run.consultation, in_file=True)
    said = shown(found, set(may_show.values_list("participant", flat=True)))
    check_not_cancelled(run)
    actions.publish_run(run, said, standings_of(without_small_groups(found)), urgency_of(found))


def matrix_for(consultation: Consultation, tell: Tell) -> VoteMatrix:
    """Read the votes of a consultation; those on hidden statements are left out and counted."""
    statements = statements_of(consultation)
    people, asked, values, at = Names(), Names(), array("b"), array("q")
    for number, row in enumerate(rows_of(consultation)):
        people.add(row.participant)
        asked.add(row.statement)
        values.append(row.value)
        at.append(int(row.at.timestamp() * 1_000_000))
        if number % 20_000 == 0:
            tell("reading", number, 0)
    return matrix_of(
        people,
        asked,
        np.frombuffer(values, dtype=np.int8),
        np.frombuffer(at, dtype=np.int64),
        among=[each.statement for each in statements],
        hidden={each.statement for each in statements if each.is_hidden},
    )


def groups_before(run: Run) -> dict[str, str]:
    """Return the group of each participant in the map before, where that is still known."""
    earlier = Standing.objects.filter(run__consultation=run.consultation, run__kind=run.kind).exclude(group="")
    return dict(earlier.values_list("voter__participant", "group"))
