"""Where a map is made changes no bit of it: here, or on two workers of a cluster."""

import pytest
from distributed import LocalCluster

from parvis.analysis.engine import opinion_map
from parvis.analysis.engine.mapfile import map_json
from parvis.analysis.engine.mapmaking import make_map
from parvis.analysis.engine.scale import Dask, InProcess, buckets_of, workers_at
from parvis.analysis.engine.tests.worlds import world

CAMPS = world(n_people=900, camps=2)


@pytest.fixture(scope="module")
def address():
    """A cluster of two processes on this machine."""
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        yield cluster.scheduler_address


@pytest.mark.parametrize("most_pairs", [opinion_map.MOST_PAIRS, 0], ids=["by pairs", "by iteration"])
def test_a_map_made_on_two_workers_has_the_same_bytes(address, monkeypatch, most_pairs):
    monkeypatch.setattr(opinion_map, "MOST_PAIRS", most_pairs)
    with workers_at(address) as workers:
        assert isinstance(workers, Dask)
        elsewhere = make_map(CAMPS, workers=workers)

    assert map_json(elsewhere) == map_json(make_map(CAMPS))


def test_parts_come_back_in_their_order_and_whole_numbers_add_up(address):
    parts = buckets_of(CAMPS)
    with workers_at(address) as workers:
        sent = workers.scatter(parts)
        sums = list(workers.map(opinion_map.sums_of, sent))
        total = workers.total(opinion_map.sums_of, sent)

    assert [each.tolist() for each in sums] == [opinion_map.sums_of(part).tolist() for part in parts]
    assert total.tolist() == opinion_map.sums_of(CAMPS).tolist()


def test_without_an_address_all_is_computed_here():
    with workers_at("") as workers:
        assert isinstance(workers, InProcess)
