"""Find what was said in a file of texts."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from parvis.analysis.engine.earlier import Earlier, check, decisions_of, earlier_of, together
from parvis.analysis.engine.findings import findings_json
from parvis.analysis.engine.hearing import SEED, Heard, at_hand, hear
from parvis.analysis.engine.reading import Unreadable
from parvis.analysis.engine.textfiles import check_filed, read_json, read_texts, read_themes
from parvis.analysis.engine.themes import Decisions
from parvis.analysis.management.progress import progress_on


class Command(BaseCommand):
    """Read texts, find themes, repeats, quotes and what they leave out; offline, the same bytes each time."""

    requires_system_checks: list[str] = []  # it needs no database
    help = (
        "Find what was said in TEXTS.csv or TEXTS.jsonl: columns id and text, and if known language, theme, author and at.\n"
        "Repeats, themes with their words and quotes, texts in no theme, small groups, how much the quotes cover, and what\n"
        "somebody should look at are written as JSON. Nothing is made up or deleted: quotes stand in the texts as they are.\n"
        "THEMES.csv (id, name, description) asks for three suggestions for each text without a theme, with reasons.\n"
        "DECISIONS.json keeps what people decided about the findings before: names of themes, merges, moves of texts."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Which files, and where the findings go."""
        parser.add_argument("texts", type=Path, metavar="TEXTS.csv|jsonl")
        parser.add_argument("--out", type=Path, required=True, metavar="findings.json")
        parser.add_argument("--themes", type=Path, metavar="THEMES.csv", help="themes to suggest")
        parser.add_argument(
            "--before", type=Path, metavar="findings.json", help="of an earlier run: themes keep their ids"
        )
        parser.add_argument(
            "--decisions", type=Path, metavar="DECISIONS.json", help="about the themes of the run before"
        )
        parser.add_argument("--seed", type=int, default=SEED, help=f"of where the search for themes begins ({SEED})")

    def handle(
        self,
        *,
        texts: Path,
        out: Path,
        themes: Path | None,
        before: Path | None,
        decisions: Path | None,
        seed: int,
        **options: Any,
    ) -> None:
        """Read, find, write, and say in a few lines what was found."""
        progress = progress_on(self.stderr)
        try:
            earlier = earlier_of(read_json(before), before.name) if before else None
            decided = _decided(earlier, decisions)
            named = read_themes(themes) if themes else []
            read = read_texts(texts, lambda rows: progress("texts read", rows, 0))
            if named:
                check_filed(read, named)
            embedder, why = at_hand()
            heard = hear(
                read, embedder=embedder, without_model=why, themes=named, seed=seed,
                before=earlier.before if earlier else None, decisions=decided, progress=progress,
            )  # fmt: skip
            out.write_bytes(findings_json(heard, earlier))
        except Unreadable as trouble:
            raise CommandError(str(trouble)) from None
        except OSError as trouble:
            raise CommandError(f"{out} cannot be written: {trouble.strerror}.") from None
        for line in _told(heard):
            self.stdout.write(line)


def _decided(earlier: Earlier | None, decisions: Path | None) -> Decisions:
    """Return what people decided until now."""
    if not decisions:
        return earlier.decisions if earlier else Decisions()
    if not earlier:
        raise Unreadable("Decisions are about the themes of an earlier run: name its findings with --before.")
    found = decisions_of(read_json(decisions), decisions.name)
    check(found, earlier.before, decisions.name)
    return together(earlier.decisions, found)


def _told(heard: Heard) -> list[str]:
    texts, found = heard.texts, heard.themes
    copies = sum(len(family.members) for family in heard.families)
    share = heard.coverage.share()
    lines = [
        f"Texts read: {len(texts):,}; left out because they hold no word: {len(texts.left_out):,}.",
        f"Themes: {len(found.ids):,}; texts in none: {int((~found.placed).sum()):,}.",
        f"Families of repeats: {len(heard.families):,}, with {copies:,} texts; to look at: {len(heard.flags):,}.",
    ]
    if share is not None:
        lines.append(f"Quotes: {len(heard.quotes):,}, near to {share:.0%} of the texts.")
    if texts.columns_left_out:
        lines.append(f"Columns that were not read: {', '.join(texts.columns_left_out)}.")
    if texts.repaired:
        lines.append(f"Texts with the character NUL, read as a space: {len(texts.repaired):,}.")
    if heard.without_model:
        lines.append(f"{heard.without_model} Themes go by words alone.")
    return lines
