"""Make batches of sheets, print them, type them in, settle what was read in two ways."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from parvis.consultations.queries.workshops import consultations_of_scribes
from parvis.consultations.rules import may_bring_in, may_convene
from parvis.core.editing import filled
from parvis.core.qr import qr_of
from parvis.core.rules import Refused
from parvis.paper import actions
from parvis.paper.forms import BatchForm, HandedInForm, SerialForm, SheetForm, SpoiledForm
from parvis.paper.models import Batch, Sheet
from parvis.paper.printing import parts_of, pdf_of
from parvis.paper.queries import SHOWN, Pile, batches_of, both_readings, piles_of
from parvis.paper.rules import may_make_batch, may_print, may_settle, may_type
from parvis.paper.serials import find_sheet

Status = Sheet.Status


@never_cache
def paper(request: HttpRequest) -> HttpResponse:
    """List the batches of one's places, and make another one."""
    consultations = list(consultations_of_scribes(request.user)[:SHOWN])
    if not consultations and not any(request.user.has_role(kind) for kind in ("convener", "moderator")):
        raise PermissionDenied(_("This page is for conveners and moderators."))
    printable = [asked for asked in consultations if may_make_batch(request.user, asked)]
    form = BatchForm(printable, request.POST if request.method == "POST" else None)
    if batch := filled(form, lambda _typed: actions.make_batch(by=request.user, **form.said)):
        return redirect("batch", batch.pk)
    context = {"form": form, "rows": batches_of(consultations), "is_printable": bool(printable)}
    return render(request, "paper/paper.html", context, status=_status(form))


@never_cache
def batch(request: HttpRequest, number: int) -> HttpResponse:
    """Show how far the sheets of a batch have come; find the one whose serial is typed."""
    batch = _batch(request, number)
    serial, handed_in = SerialForm(request.GET if "serial" in request.GET else None), HandedInForm(_posted(request))
    if sheet := filled(serial, lambda typed: find_sheet(typed["serial"], batch)):
        return redirect("sheet", sheet.serial)
    if filled(handed_in, lambda typed: actions.hand_in_batch(batch, by=request.user, on=typed["on"])):
        messages.success(request, _("Noted."))
        return redirect("batch", batch.pk)
    piles = piles_of(batch)
    context = {
        "batch": batch,
        "piles": piles,
        "serial": serial,
        "handed_in": handed_in,
        "parts": parts_of(batch),
        "printing": _may_print(request, batch, piles),
        "may_say_day": may_convene(request.user, batch.consultation),
    }
    return render(request, "paper/batch.html", context, status=_status(serial, handed_in))


@never_cache
def print_batch(request: HttpRequest, number: int, part: int) -> HttpResponse:
    """Give the sheets of a batch as a file to print."""
    batch = _batch(request, number)
    if part not in parts_of(batch):
        raise Http404
    _may_print(request, batch, piles_of(batch)).admit()
    name = f"{batch.consultation.slug}-{batch.language}-{batch.pk}-{part}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(pdf_of(batch, part), content_type="application/pdf", headers=headers)


@never_cache
def sheet(request: HttpRequest, serial: str) -> HttpResponse:
    """Type a sheet in, settle what was read in two ways, or show the receipt it has."""
    sheet = _sheet(request, serial)
    is_to_settle = sheet.status == Status.DIFFERING
    readings = list(sheet.readings.all()) if is_to_settle else []
    form = SheetForm(sheet, _posted(request), readings[int(request.GET.get("from") == "2")] if readings else None)
    act = actions.settle_sheet if is_to_settle else actions.type_sheet
    if typed := filled(form, lambda _typed: act(sheet, by=request.user, **form.said)):
        return _typed(request, typed)
    verdict = (may_settle if is_to_settle else may_type)(request.user, sheet)
    contribution = sheet.contribution
    address = request.build_absolute_uri(contribution.get_absolute_url()) if contribution else ""
    context = {
        "sheet": sheet,
        "batch": sheet.batch,
        "verdict": verdict,
        "form": form,
        "shows_form": verdict or form.is_bound,
        "both": _labelled(form, both_readings(sheet)) if len(readings) == 2 else [],
        "spoiled": SpoiledForm(),
        "serial": SerialForm(),
        "address": address,
        "qr": qr_of(address) if address else "",
    }
    return render(request, "paper/sheet.html", context, status=_status(form))


@never_cache
@require_POST
def spoil(request: HttpRequest, serial: str) -> HttpResponse:
    """Mark a sheet as spoiled, or take the mark back."""
    sheet = _sheet(request, serial)
    try:
        if request.POST.get("step") == "mend":
            actions.mend_sheet(sheet, by=request.user)
        else:
            actions.spoil_sheet(sheet, by=request.user, reason=request.POST.get("reason", ""))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("sheet", sheet.serial)


def _typed(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """Go on: to the receipt, to what differs, or to the next sheet."""
    if sheet.status == Status.HALFWAY:
        messages.success(request, _("Kept. Somebody else types this sheet a second time."))
        return redirect(f"{reverse('batch', args=[sheet.batch_id])}#next")
    return redirect("sheet", sheet.serial)


def _labelled(form: SheetForm, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [row | {"label": form.fields[row["name"]].label} for row in rows]


def _may_print(request: HttpRequest, batch: Batch, piles: list[Pile]) -> Any:
    return may_print(request.user, batch, is_begun=any(p.serials for p in piles if p.status == Status.ENTERED))


def _posted(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _status(*forms: Any) -> int:
    return 422 if any(form.errors for form in forms) else 200


def _batch(request: HttpRequest, number: int) -> Batch:
    """Return a batch of one's place, or answer 403 or 404."""
    found = get_object_or_404(Batch.objects.select_related("consultation__cycle__place"), pk=number)
    may_bring_in(request.user, found.consultation).admit()
    return found


def _sheet(request: HttpRequest, serial: str) -> Sheet:
    try:
        found = find_sheet(serial)
    except Refused:
        raise Http404 from None
    may_bring_in(request.user, found.batch.consultation).admit()
    return found
