"""Say to which headings of a report an answer responds."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from parvis.commitments.actions.responses import AROUND, role_of
from parvis.commitments.models import Responding, Response
from parvis.commitments.rules import may_change_response, may_submit_response
from parvis.core.locking import lock
from parvis.core.rules import Refused
from parvis.heard.models import Report, Section
from parvis.people.models import Person
from parvis.record import record


@transaction.atomic
def respond_to_headings(response: Response, *, by: Person, sections: Collection[Section]) -> Response:
    """Say to which headings of published reports of its cycle an answer responds; also after it is published."""
    lock(response, *AROUND)
    may = may_submit_response if response.status == Response.Status.PUBLISHED else may_change_response
    may(by, response).enforce()
    wanted = Section.objects.filter(pk__in=[each.pk for each in sections], is_dropped=False)
    found = list(wanted.select_related("report__consultation").order_by("pk"))
    if any(not _is_near(each.report, response) for each in found):
        raise Refused(_("An answer responds to published reports of its own cycle."))
    standing = set(response.headings.values_list("section", flat=True))
    if standing != {each.pk for each in found}:
        response.headings.all().delete()
        Responding.objects.bulk_create(
            Responding(response=response, section=each, report=each.report) for each in found
        )
        headings = sorted(f"{each.report.record_key}/{each.code}" for each in found)
        record("response.headed", response, role=role_of(by, response), facts={"headings": headings})
    return response


def _is_near(report: Report, response: Response) -> bool:
    return report.is_published and report.consultation.cycle_id == response.cycle_id
