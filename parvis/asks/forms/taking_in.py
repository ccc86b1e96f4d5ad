"""What is brought in by hand: pasted words and links, a file, and what a preview showed."""

import json
import tempfile
from pathlib import Path
from typing import Any

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from parvis.asks.files import lines_of, posts_of
from parvis.asks.models import LONGEST_TEXT
from parvis.asks.posts import Post
from parvis.consultations.importing.readers import Unreadable, open_table

MOST_POSTS = 1_000
LARGEST_FILE = 2_000_000
_KINDS = (".csv", ".tsv", ".xlsx", ".jsonl")


class PastingForm(forms.Form):
    """Posts pasted, or in a file; `posts` are what they hold."""

    words = forms.CharField(
        label=_("Posts, pasted"),
        help_text=_("The words of a post, and below them its link. Leave an empty line before the next post."),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=LONGEST_TEXT * 100,
        required=False,
    )
    file = forms.FileField(
        label=_("Or a file"),
        help_text=_("CSV, XLSX or JSONL with the columns text, link, posted_at, author. Authors are not kept."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Read the posts; refuse what holds none, or too many."""
        cleaned = super().clean() or {}
        self.problems: list[tuple[int, str]] = []
        posts = list(lines_of(cleaned.get("words") or ""))
        if cleaned.get("file"):
            posts += self._read(cleaned["file"])
        if not self.errors and not posts:
            raise forms.ValidationError(_("Paste a post, or choose a file."))
        if len(posts) > MOST_POSTS:
            sentence = _("At most %(most)d posts at a time here; the command line takes more.")
            raise forms.ValidationError(sentence, params={"most": MOST_POSTS})
        return cleaned | {"posts": posts}

    def _read(self, upload: Any) -> list[Post]:
        ending = Path(upload.name).suffix.lower()
        if upload.size > LARGEST_FILE or ending not in _KINDS:
            self.add_error("file", _("Give a file of at most 2 MB that ends in .csv, .xlsx or .jsonl."))
            return []
        with tempfile.NamedTemporaryFile(suffix=ending) as kept:
            for chunk in upload.chunks():
                kept.write(chunk)
            kept.flush()
            try:
                rows = posts_of(open_table(Path(kept.name)))
            except Unreadable as trouble:
                self.add_error("file", str(trouble))
                return []
        self.problems = rows.problems
        return [post for _line, post in rows.posts]


def packed(posts: list[Post]) -> str:
    """Return posts as a text a page can hold until it is sent again; without authors, and no longer than may be kept."""
    moments = [post.posted_at.isoformat() if post.posted_at else "" for post in posts]
    rows = [
        [post.link[:600], post.text[: LONGEST_TEXT + 1], moment, post.language, post.network]
        for post, moment in zip(posts, moments, strict=True)
    ]
    return json.dumps(rows, ensure_ascii=False)


def unpacked(text: str) -> list[Post]:
    """Return the posts a page held; none when it holds anything else."""
    try:
        rows = json.loads(text)
        return [_post(row) for row in rows][:MOST_POSTS]
    except (TypeError, ValueError, RecursionError):
        return []


def _post(row: list[Any]) -> Post:
    link, text, moment, language, network = map(str, row)
    return Post("", link, text, parse_datetime(moment) if moment else None, "", language, network)
