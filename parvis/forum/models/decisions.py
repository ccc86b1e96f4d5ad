"""What a meeting decided, by which rule and how members voted, and the tasks it gave."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.core.lifecycle import HasLifecycle, move
from parvis.core.words import MultilingualField
from parvis.forum.models.forum import Holder, Side
from parvis.forum.models.meetings import Meeting
from parvis.places.models import Place


class Choice(models.TextChoices):
    """What a member who was there said."""

    FOR = "for", pgettext_lazy("vote", "For")
    AGAINST = "against", pgettext_lazy("vote", "Against")
    ABSTAIN = "abstain", pgettext_lazy("vote", "Abstains")
    RECUSED = "recused", pgettext_lazy("vote", "Stood aside: a conflict of interest")


class Rule(models.TextChoices):
    """By which rule the forum decides."""

    CONSENSUS = "consensus", _("Consensus: nobody against")
    MAJORITY = "majority", _("Majority: more for than against")
    DOUBLE = "double", _("Double majority: one in each of the two sides")


def is_adopted(rule: str, votes: Iterable[tuple[str, str]]) -> bool:
    """Tell whether (side, choice) pairs adopt a decision; who abstains or stands aside counts neither for nor against.

    Someone has to be for it. A tie adopts nothing.
    """
    votes = list(votes)
    if rule == Rule.DOUBLE:
        return all(_is_more([each for each in votes if each[0] == side]) for side in (Side.GOVERNMENT, Side.CIVIL))
    if rule == Rule.CONSENSUS:
        return _is_more(votes) and not any(choice == Choice.AGAINST for _side, choice in votes)
    return _is_more(votes)


def _is_more(votes: list[tuple[str, str]]) -> bool:
    choices = [choice for _side, choice in votes]
    return choices.count(Choice.FOR) > choices.count(Choice.AGAINST)


class Decision(models.Model):
    """A question a meeting voted on, with what came of it; written once, when the vote is over."""

    record_type = "forum decision"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    text = MultilingualField(_("decision"))
    owner = models.CharField(_("who carries it out"), max_length=160, blank=True)
    due_on = models.DateField(_("until"), null=True, blank=True)
    rule = models.CharField(_("rule"), max_length=10, choices=Rule)
    is_adopted = models.BooleanField(_("adopted"))
    dissent = MultilingualField(_("dissent"), blank=True)
    conflicts = MultilingualField(_("conflicts of interest"), blank=True)

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="one_decision_per_number")]

    def __str__(self) -> str:
        return str(self.text)

    @property
    def record_key(self) -> str:
        """Return the decision's public identity."""
        return f"{self.meeting.record_key}/{self.number}"

    @property
    def place(self) -> Place:
        """Return the place whose forum this is."""
        return self.meeting.place


class Ballot(models.Model):
    """What one member who was there said; the side is kept, because seats may change."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="ballots")
    holder = models.ForeignKey(Holder, on_delete=models.PROTECT, related_name="ballots")
    side = models.CharField(max_length=10, choices=Side)
    choice = models.CharField(max_length=10, choices=Choice)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "holder"], name="a_member_votes_once")]

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.side}"


class Task(HasLifecycle):
    """Something a meeting asked somebody to do; it is carried to the next meetings until it is done."""

    class Status(models.TextChoices):
        """Whether it is done."""

        OPEN = "open", pgettext_lazy("task", "to do")
        DONE = "done", pgettext_lazy("task", "done")

    MOVES = {"finish": move(Status.OPEN, to=Status.DONE)}
    record_type = "forum task"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="tasks")
    text = MultilingualField(_("task"))
    owner = models.CharField(_("who does it"), max_length=160)
    due_on = models.DateField(_("until"), null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["meeting__starts_at", "pk"]

    def __str__(self) -> str:
        return str(self.text)

    @property
    def record_key(self) -> str:
        """Return the task's public identity."""
        return f"{self.meeting.record_key}/{self.pk}"

    @property
    def place(self) -> Place:
        """Return the place whose forum this is."""
        return self.meeting.place
