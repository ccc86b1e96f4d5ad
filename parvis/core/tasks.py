"""What the core does by itself: sending mail each second, tidying up at night."""

from datetime import timedelta

from parvis.core import clock, limits, search
from parvis.core.jobs import each_second, every
from parvis.core.mail.delivery import deliver_due
from parvis.core.mail.posting import erase
from parvis.core.models import Job, OutgoingMessage

# Long enough to look into what happened; not longer, for jobs and messages name people.
DONE_JOBS_KEPT = timedelta(days=1)
FAILED_JOBS_KEPT = timedelta(days=90)
MESSAGES_KEPT = timedelta(days=90)

each_second(deliver_due)


@every(minutes=10)
def flush_search() -> None:
    """Keep searching fast."""
    search.flush()


@every(days=1, at="02:40")
def tidy_search() -> None:
    """Bring the index of the words into its fastest form."""
    search.tidy()


@every(days=1, at="03:10")
def forget_what_is_over() -> None:
    """Erase old jobs, old messages and old counts."""
    now = clock.now()
    Job.objects.filter(status=Job.Status.SUCCESSFUL, finished_at__lt=now - DONE_JOBS_KEPT).delete()
    Job.objects.filter(status=Job.Status.FAILED, finished_at__lt=now - FAILED_JOBS_KEPT).delete()
    over = [OutgoingMessage.Status.SENT, OutgoingMessage.Status.FAILED]
    erase(OutgoingMessage.objects.filter(status__in=over, posted_at__lt=now - MESSAGES_KEPT))
    limits.forget_what_is_over()
