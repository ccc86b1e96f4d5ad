import gzip
import re
from pathlib import Path

import pytest

APPS = Path(__file__).parents[2]


def compressed(pattern):
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in APPS.glob(f"*/static/**/{pattern}"))


def test_styles_weigh_less_than_fourteen_kilobytes():
    assert compressed("*.css") <= 14_000


def test_scripts_weigh_less_than_twenty_kilobytes():
    assert compressed("*.js") <= 20_000


@pytest.mark.parametrize("path", [*APPS.glob("*/static/**/*.css")], ids=lambda path: path.name)
def test_styles_know_no_left_and_no_right(path):
    physical = r"(?:margin|padding|border)-(?:left|right)|(?<!-)\b(?:left|right|float)\s*:|text-align:\s*(?:left|right)"

    assert not re.findall(physical, path.read_text())


@pytest.mark.parametrize(
    "path", [*APPS.glob("*/static/**/*.css"), *APPS.glob("*/static/**/*.js")], ids=lambda path: path.name
)
def test_nothing_is_asked_of_another_host(path):
    assert not re.findall(r"(?:url\(|@import|import |fetch\()\s*[\"']?(?:https?:)?//", path.read_text())
