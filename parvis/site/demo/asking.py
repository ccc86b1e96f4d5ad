"""Tell the story of the asks: they come in, Kofi sorts them and passes them on, and they are answered."""

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from parvis.asks import actions
from parvis.asks.models import Ask, Route
from parvis.asks.posts import Post
from parvis.people.models import Person
from parvis.site.demo import asks as told_asks
from parvis.site.demo.story import When

if TYPE_CHECKING:
    from parvis.site.demo.build import Story

# From the moment of a post to the moment it is found.
_LATER = datetime.timedelta(minutes=4)


def ask_all(story: "Story", *, is_under_way: bool) -> None:
    """Plan the acts of every ask, and of the source they come from.

    The proposal among them is told while the consultations are under way only: later every contribution has its answer,
    and the story has none for it.
    """
    kofi = story.people["kofi"]
    first = story.on(told_asks.ALL[0].posted)
    story.then(first - datetime.timedelta(days=1), lambda: _add_source(kofi))
    for told in told_asks.ALL:
        if is_under_way or not told.is_proposal:
            _find(story, told, kofi)
            _sort(story, told, kofi)
            _answer(story, told)


def _add_source(kofi: Person) -> None:
    # Nobody is there: it is shown, and not read.
    source = actions.add_source(by=kofi, network="mastodon", address=told_asks.SOURCE, tags=["OGPcocreate", "myNAPask"])
    actions.stop_source(source, by=kofi)


def _find(story: "Story", told: told_asks.Ask, kofi: Person) -> None:
    at = story.on(told.posted)
    post = Post(told.link, told.link, told.text, at, network="mastodon")
    story.then(at + _LATER, lambda: actions.take_in([post], by=kofi))


def _sort(story: "Story", told: told_asks.Ask, kofi: Person) -> None:
    def then(when: When, act: Callable[[Ask], Any]) -> None:
        story.then(story.on(when), lambda: act(Ask.objects.get(uri=told.link)))

    if told.rejected:
        then(told.accepted, lambda ask: actions.reject(ask, by=kofi, reason=told.rejected))
    elif told.accepted:
        then(told.accepted, lambda ask: actions.accept(ask, by=kofi))
    if told.routed:
        then(told.routed, lambda ask: actions.route(ask, by=kofi))
    for language, words in told.translated:
        then(
            told.routed, lambda ask, to=language, words=words: actions.translate(ask, by=kofi, language=to, words=words)
        )
    if told.author:
        said = {"permission": "granted", "author": told.author}
        then(told.routed, lambda ask: actions.note_permission(ask, by=kofi, **said))


def _answer(story: "Story", told: told_asks.Ask) -> None:
    who = story.people[told.by]

    def then(when: When, act: Callable[[Route], Any]) -> None:
        routes = Route.objects.select_related("ask", "place", "contribution")
        story.then(story.on(when), lambda: act(routes.get(ask__uri=told.link)))

    if told.acknowledged:
        then(told.acknowledged, lambda route: actions.acknowledge(route, by=who))
    if told.answered:
        then(told.answered, lambda route: actions.answer(route, by=who, words=told.answer))
