"""Type the notes of a workshop, signed in or with a scribe's link; correct them, take them back."""

import functools
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from parvis.consultations import actions
from parvis.consultations.forms.notes import ChangeNoteForm, Line, NoteForm, NotesForm, read_line
from parvis.consultations.forms.speaking import themes_of
from parvis.consultations.models import Note, ScribeLink, Workshop
from parvis.consultations.models.workshops import digest_of_link
from parvis.consultations.queries.workshops import counted_notes, latest_notes
from parvis.consultations.rules import may_change_note, may_take_notes
from parvis.consultations.views.asking import token_page
from parvis.consultations.views.workshops import workshop_of
from parvis.core.editing import filled
from parvis.core.receipts import NotAReceipt, read_code
from parvis.core.rules import Refused, Verdict
from parvis.people.models import Person
from parvis.themes.models import Theme


@dataclass
class Scribe:
    """Who types for which workshop: somebody with a role, or whoever holds a link."""

    workshop: Workshop
    person: Person | None = None
    link: ScribeLink | None = None
    token: str = ""

    @property
    def who(self) -> dict[str, Any]:
        """Return who acts, as the actions and rules take it."""
        return {"by": self.person, "link": self.link}

    @property
    def address(self) -> str:
        """Return the page on which they type."""
        return (
            reverse("take_notes_by_link", args=[self.token])
            if self.link
            else reverse("take_notes", args=[self.workshop.pk])
        )

    @cached_property
    def themes(self) -> list[Theme]:
        """Return the themes in the order of their keys."""
        return list(themes_of(self.workshop.consultation))

    def may_change(self, note: Note) -> Verdict:
        """Tell whether a note can still be changed."""
        return may_change_note(self.person, note, self.link)

    def address_of(self, note: Note) -> str:
        """Return the page on which a note is changed."""
        if self.link:
            return reverse("change_note_by_link", args=[self.token, note.contribution])
        return reverse("change_note", args=[self.workshop.pk, note.contribution])


type View = Callable[..., HttpResponse]


def for_scribes(view: View) -> tuple[View, View]:
    """Make of a view the page for those who have a role and sign in, and the page behind a scribe's link."""

    @never_cache
    @functools.wraps(view)
    def signed_in(request: HttpRequest, number: int, **rest: Any) -> HttpResponse:
        return view(request, Scribe(workshop_of(request, number), person=request.user), **rest)

    @token_page
    @functools.wraps(view)
    def by_link(request: HttpRequest, token: str, **rest: Any) -> HttpResponse:
        rows = ScribeLink.objects.select_related(
            "given_by", "workshop__event__cycle__place", "workshop__consultation__cycle__place"
        )
        link = get_object_or_404(rows, digest=digest_of_link(token))
        return view(request, Scribe(link.workshop, link=link, token=token), **rest)

    return signed_in, by_link


def _take(request: HttpRequest, scribe: Scribe) -> HttpResponse:
    """Show where notes are typed, and receive them: one by one, or many at once."""
    verdict = may_take_notes(scribe.person, scribe.workshop, scribe.link)
    if not verdict:
        return _over(request, scribe, verdict)
    data = request.POST if request.method == "POST" else None
    form: NoteForm | NotesForm = NotesForm(data) if data and "lines" in data else NoteForm(data)
    if not form.is_valid():
        return _page(request, scribe, form, status=422 if form.errors else 200)
    taken, refused = _take_all(form, scribe)
    if request.headers.get("Accept") == "application/json":
        return _told(request, scribe, taken, refused)
    return _page(request, scribe, _again(form, refused), status=422) if refused else redirect(scribe.address)


def _again(form: NoteForm | NotesForm, refused: list[tuple[str, str]]) -> NoteForm | NotesForm:
    """Give back what was refused, and only that, each line with its reason."""
    name = "lines" if isinstance(form, NotesForm) else "line"
    again = type(form)({name: "\n".join(line for line, _reason in refused), "key": str(uuid.uuid4())})
    for line, reason in refused:
        again.add_error(name, f"{line[:60]} – {reason}" if name == "lines" else reason)
    return again


def _give_back(request: HttpRequest, scribe: Scribe) -> HttpResponse:
    """Give back what was typed, with a new token, when the page had been open for too long."""
    return _page(request, scribe, NotesForm({"lines": _all_typed(request)}), status=403)


def _change(request: HttpRequest, scribe: Scribe, receipt: str) -> HttpResponse:
    """Write a note anew, or take it back."""
    note = _note(scribe, receipt)
    verdict = scribe.may_change(note)
    if not verdict:
        messages.error(request, verdict.reason)
        return redirect(scribe.address)
    form = ChangeNoteForm(note, scribe.themes, request.POST if request.method == "POST" else None)
    if request.POST.get("step") == "take_back":
        return _take_back(request, scribe, note)
    if filled(form, lambda typed: actions.correct_note(note, **scribe.who, **_said(form.read), seen=typed["seen"])):
        return redirect(scribe.address)
    context = {"scribe": scribe, "workshop": scribe.workshop, "note": note, "form": form}
    status = 422 if form.errors else form.status
    return render(request, "consultations/change_note.html", context, status=status)


def _take_back(request: HttpRequest, scribe: Scribe, note: Note) -> HttpResponse:
    try:
        actions.take_back_note(note, **scribe.who)
        messages.success(request, _("Taken back: its words are erased."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(scribe.address)


take_notes, take_notes_by_link = for_scribes(_take)
change_note, change_note_by_link = for_scribes(_change)
take_notes.csrf_refused, take_notes_by_link.csrf_refused = for_scribes(_give_back)


def _take_all(form: NoteForm | NotesForm, scribe: Scribe) -> tuple[list[Note], list[tuple[str, str]]]:
    """Take every note that can be taken; return these, and the other lines with the reason."""
    taken, refused = [], []
    for line, key in form.typed():
        try:
            said = _said(read_line(line, scribe.themes))
            taken.append(actions.take_note(scribe.workshop, submission_key=key, **scribe.who, **said))
        except ValidationError as error:
            refused.append((line, error.messages[0]))
        except Refused as refusal:
            refused.append((line, str(refusal)))
    return taken, refused


def _said(line: Line) -> dict[str, Any]:
    return {**line._asdict(), "page_language": get_language()}


def _all_typed(request: HttpRequest) -> str:
    return "\n".join(filter(None, (request.POST.get("line"), request.POST.get("lines"))))


def _note(scribe: Scribe, receipt: str) -> Note:
    try:
        code = read_code(receipt)
    except NotAReceipt:
        raise Http404 from None
    notes = scribe.workshop.notes.typed_by(scribe.link).standing()
    note = get_object_or_404(notes.select_related("contribution__provenance", "slip"), contribution__code=code)
    note.workshop = scribe.workshop
    return note


def _rows(scribe: Scribe, notes: list[Note]) -> list[dict[str, Any]]:
    numbers = {theme.pk: number for number, theme in enumerate(scribe.themes, 1)}
    return [
        {
            "note": note,
            "themes": [(numbers.get(theme.pk, "–"), theme) for theme in note.contribution.themes.all()],
            "change": scribe.address_of(note) if scribe.may_change(note) else "",
        }
        for note in notes
    ]


def _page(request: HttpRequest, scribe: Scribe, form: NoteForm | NotesForm, *, status: int = 200) -> HttpResponse:
    context = {
        "scribe": scribe,
        "workshop": scribe.workshop,
        "form": form,
        "one": form if isinstance(form, NoteForm) else NoteForm(),
        "many": form if isinstance(form, NotesForm) else NotesForm(),
        "rows": _rows(scribe, latest_notes(scribe.workshop, scribe.link)),
        "counted": counted_notes(scribe.workshop, scribe.link),
    }
    return render(request, "consultations/take_notes.html", context, status=status)


def _told(request: HttpRequest, scribe: Scribe, taken: list[Note], refused: list[tuple[str, str]]) -> HttpResponse:
    """Answer a script: the rows of the notes that were taken, or the reason why one was not."""
    if refused:
        return JsonResponse({"reason": refused[0][1]}, status=422)
    rows = _rows(scribe, taken)
    html = "".join(render_to_string("consultations/_note.html", {"row": row}, request) for row in rows)
    return JsonResponse({"html": html, **counted_notes(scribe.workshop, scribe.link)})


def _over(request: HttpRequest, scribe: Scribe, verdict: Verdict) -> HttpResponse:
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"reason": str(verdict.reason)}, status=409)
    context = {"workshop": scribe.workshop, "reason": verdict.reason, "words": _all_typed(request)}
    return render(request, "consultations/scribe_over.html", context, status=409 if request.method == "POST" else 410)
