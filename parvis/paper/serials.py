"""Serials as they are typed from a sheet, or read by a camera."""

from django.utils.translation import gettext_lazy as _

from parvis.core.receipts import as_typed
from parvis.core.rules import Refused
from parvis.paper.models import Batch, Sheet, serial_of

NO_SERIAL = _("This is not the serial of a sheet. It looks like 12-034-K and stands under the square at its top.")
SLIP_OF_THE_PEN = _("One character of this serial is wrong: compare it with the sheet.")
NO_SUCH_SHEET = _("No sheet with this serial was printed.")
OF_ANOTHER = _("This sheet is of another consultation: “%(consultation)s”. Type it in from there.")


def find_sheet(typed: str, batch: Batch | None = None) -> Sheet:
    """Return the sheet of a typed serial, forgiving case, spaces, any hyphen and any script's digits.

    Raise Refused when there is none, or when it is of another consultation than those of `batch`.
    """
    serial = as_typed(typed)
    body = serial[:-1]
    if len(body) < 4 or not body.isdecimal() or len(body) > 12:
        raise Refused(NO_SERIAL)
    if serial_of(int(body[:-3]), int(body[-3:])).replace("-", "") != serial:
        raise Refused(SLIP_OF_THE_PEN)
    rows = Sheet.objects.select_related("batch__consultation__cycle__place", "contribution")
    sheet = rows.filter(batch=int(body[:-3]), number=int(body[-3:])).first()
    if sheet is None:
        raise Refused(NO_SUCH_SHEET)
    if batch is not None and sheet.batch.consultation_id != batch.consultation_id:
        raise Refused(OF_ANOTHER % {"consultation": sheet.batch.consultation})
    return sheet
