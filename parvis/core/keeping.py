"""Who looks after the machinery, and the sentence shown to whoever does not."""

import functools
from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from parvis.core.rules import Sentence, rule


@rule
def may_keep(person: Any) -> Iterator[tuple[object, Sentence]]:
    """Look after the machinery: read the mail that leaves, see the work that waits, have it tried again."""
    is_somebody = person is not None and person.is_authenticated and person.is_active
    yield is_somebody and person.is_keeper, _("Only the keeper of the site can see this.")


def keeper_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Show a page to the keeper alone, and keep it out of every cache."""

    @never_cache
    @functools.wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        may_keep(request.user).admit()
        return view(request, *args, **kwargs)

    return answer
