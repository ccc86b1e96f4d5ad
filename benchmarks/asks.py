"""Take in posts with a hashtag: how long five hundred take, read, compared, routed and recorded."""

import csv
import random
from pathlib import Path

from benchmarks.databases import SQLITE, database
from benchmarks.imports import spend
from benchmarks.report import Report
from benchmarks.settings import Settings

POSTS = 500
_TAGS = ("Ghana", "Pérou", "TrinitéEtTobago", "BurkinaFaso", "Georgia", "CotedIvoire", "غانا", "TT", "")
_WORDS = (
    "When does the forum of the new plan meet, and who may come",
    "Publier chaque contrat public avec ses avenants, dans un fichier que tout le monde peut lire",
    "Queremos participar en el foro y no sabemos dónde escribir",
    "نريد أن تُنشر الميزانية بلغة يفهمها الجميع قبل التصويت عليها",
    "We need help to open a forum in our district",
)


def measure(report: Report, settings: Settings) -> None:
    """Take five hundred posts in from a file, the start of the program included; and look at them first."""
    report.about(f"{POSTS} posts taken in on {SQLITE}, from the start of the program to its end")
    with database(SQLITE, settings.server) as made:
        file = made.home / "posts.csv"
        _write(file)
        looked = spend(made, "parvis", "import-asks", str(file), "--dry-run")
        report.number(
            "seconds to look", looked.cpu, "s", most=5, detail=f"by processor; by the clock {looked.clock:.1f}"
        )
        taken = spend(made, "parvis", "import-asks", str(file))
        report.number(
            "seconds to take in", taken.cpu, "s", most=5, detail=f"by processor; by the clock {taken.clock:.1f}"
        )


def _write(file: Path) -> None:
    draw = random.Random(POSTS)
    with file.open("w", newline="") as handle:
        table = csv.writer(handle)
        table.writerow(["text", "link", "posted_at", "author"])
        for number in range(POSTS):
            tag = draw.choice(_TAGS)
            campaign = draw.choice(("#OGPcocreate", "#myNAPask"))
            text = f"{draw.choice(_WORDS)} {number // 2} {campaign}" + (f" #{tag}" if tag else "")
            table.writerow([text, f"https://social.example/{number}", "2026-11-20T10:00:00Z", "@somebody"])
