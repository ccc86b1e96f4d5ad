"""What becomes of a verdict."""

import pytest
from django.core.exceptions import PermissionDenied

from parvis.core.rules import Refused, Verdict


def test_whoever_is_allowed_goes_on():
    Verdict(True).enforce()
    Verdict(True).admit()


def test_an_act_that_is_not_allowed_is_refused_with_its_reason():
    with pytest.raises(Refused, match="Only conveners"):
        Verdict(False, "Only conveners do this.").enforce()


def test_a_page_that_may_not_be_seen_is_denied_with_its_reason():
    with pytest.raises(PermissionDenied, match="Only conveners"):
        Verdict(False, "Only conveners do this.").admit()
