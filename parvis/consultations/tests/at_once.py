"""Doing the same thing many times at the same moment, each time on a connection of its own."""

import threading
from collections.abc import Callable

from django.db import connections


def at_once(count: int, act: Callable[[], object]) -> None:
    """Do `act` in `count` threads that start together; raise the first error, if there is one."""
    barrier = threading.Barrier(count)
    errors: list[Exception] = []

    def run() -> None:
        try:
            # Before any connection is asked for: a pool may hold fewer of them than there are threads.
            barrier.wait(30)
            act()
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
