"""Work to be done later: asked for in a transaction, done by `parvis work`, tried again when it fails.

A function becomes a job with Django's own `@task`; `job.enqueue(...)` writes it in the transaction under way, so it is
done if and only if the change it belongs to is kept. It may be done twice (a worker killed at the wrong moment), so it
must be safe to repeat. `@every(...)` repeats a function by the clock, `@each_second` by every worker each second.
"""

from parvis.core.jobs.repeating import each_second, every
from parvis.core.jobs.running import run_due

__all__ = ["each_second", "every", "run_due"]
