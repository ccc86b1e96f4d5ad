"""The public files are named and written as C2SP tlog-tiles says."""

from collections import Counter

import pytest

from parvis.record import verifier
from parvis.record.tiles import TileName, bundle, index_path, read_name, tiles_of


def test_a_large_index_is_written_in_groups_of_three_digits() -> None:
    assert index_path(1_234_067) == "x001/x234/067"
    assert index_path(0) == "000"
    assert index_path(1000) == "x001/000"


def test_a_record_of_70_000_entries_has_the_tiles_the_standard_lists() -> None:
    tiles = Counter((tile.level, tile.width) for tile in tiles_of(70_000))

    assert tiles == {(0, 256): 273, (0, 112): 1, (1, 256): 1, (1, 17): 1, (2, 1): 1}


def test_a_record_of_256_entries_has_a_full_tile_and_the_beginning_of_the_next_level() -> None:
    assert list(tiles_of(256)) == [TileName(0, 0), TileName(1, 0, 1)]


@pytest.mark.parametrize(
    "path", ["tile/0/000", "tile/entries/x001/x234/067.p/112", "tile/2/000.p/1", "tile/63/x001/000", "tile/0/000.p/255"]
)
def test_a_well_written_path_is_read(path: str) -> None:
    name = read_name(path)

    assert name is not None
    assert name.path == path


@pytest.mark.parametrize(
    "path",
    ["tile/0/0", "tile/0/x000/001", "tile/00/000", "tile/64/000", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01",
     "tile/0/001/002", "tile/0/x001", "tile/entries/../000", "tile/-1/000", "tile/0/٠٠٠", "tile/0/000\n", "checkpoint"],
)  # fmt: skip
def test_any_other_path_is_no_file(path: str) -> None:
    assert read_name(path) is None


def test_a_tile_exists_only_when_the_record_has_filled_it() -> None:
    assert TileName(0, 0, 3).exists_in(3)
    assert not TileName(0, 0, 3).exists_in(2)
    assert TileName(1, 0, 1).exists_in(256)
    assert not TileName(1, 0, 1).exists_in(255)


def test_a_bundle_is_read_back_leaf_by_leaf() -> None:
    leaves = [b"one", b"", b"x" * 65_535]

    assert bundle(leaves)[:5] == b"\x00\x03one"
    assert verifier.split_bundle(bundle(leaves)) == leaves


@pytest.mark.parametrize("index", [0, 7, 999, 1000, 1_234_067])
def test_the_one_file_checker_asks_for_the_same_paths(index: int) -> None:
    assert verifier.tile_path("2", index, 7) == TileName(2, index, 7).path
    assert verifier.tile_path("entries", index, 256) == TileName(0, index, is_bundle=True).path
