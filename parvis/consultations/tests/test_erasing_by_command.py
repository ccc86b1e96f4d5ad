"""Who left no address can still have their words erased: whoever keeps the site does it on the machine."""

import pytest
from django.core.management import CommandError, call_command

from parvis.consultations.tests.factories import contribute
from parvis.core.receipts import format_code
from parvis.record import entries_of


def test_words_are_erased_by_their_receipt_as_often_as_asked(consultation):
    contribution = contribute(consultation, "I should not have said this.")
    for _time in range(2):
        call_command("erase_contribution", format_code(contribution.code))

    contribution.refresh_from_db()
    last = list(entries_of(contribution))[-1]
    assert (contribution.status, contribution.words) == ("erased", "")
    assert (last.verb, last.role) == ("contribution.erased", "keeper")


@pytest.mark.parametrize("typed", ["nonsense", "0000-0000-00"])
def test_a_receipt_nobody_has_is_told(db, typed):
    with pytest.raises(CommandError, match="No contribution has the receipt"):
        call_command("erase_contribution", typed)
