"""Django's entry point to people."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """The people application."""

    name = "parvis.people"
    label = "people"

    def ready(self) -> None:
        """Tell the record how what happens to roles and persons is told."""
        from parvis.record.sentences import ROLES, call, name_fact, say

        ROLES["support unit"] = _("the support unit")
        call("person", _("person"))
        call("role", _("role"))
        call("site role", _("role for the site"))
        call("invitation", _("invitation"))
        call("organisation", _("institution"))
        call("site", _("site"))
        name_fact("role", _("role"))
        name_fact("organisation", _("institution"))
        name_fact("last_day", _("last day"))
        say("invitation.sent", _("Somebody was invited to a role"))
        say("invitation.renewed", _("An invitation was sent again"))
        say("invitation.withdrawn", _("An invitation was taken back"))
        say("invitation.accepted", _("An invitation was taken up"))
        say("role.given", _("A role was given"))
        say("role.end_set", _("The last day of a role was set"))
        say("role.ended", _("A role ended"))
        say("organisation.added", _("An institution was added"))
        say("person.erased", _("Somebody erased everything we held of them"))
        say("demo.began", _("This copy of the site was made as a demonstration"))
