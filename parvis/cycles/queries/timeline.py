"""The published timeline of a cycle: since when there is one, what it says, and what changed from version to version."""

import datetime
import itertools
from dataclasses import dataclass
from functools import cached_property

from parvis.cycles.critical_path import CriticalPath
from parvis.cycles.models import Cycle, TimelineVersion
from parvis.cycles.queries.cycles import Countdown, countdown
from parvis.cycles.snapshots import digest_of, snapshot_of
from parvis.cycles.timelines import Bar, Change, Row, Standing, Timeline, changes_between, read, standings


def first_published_at(cycle: Cycle) -> datetime.datetime | None:
    """Return the moment from which anybody could read a timeline of the cycle; None while there is none."""
    first = cycle.timeline_versions.order_by("number").first()
    return first.published_at if first else None


def latest_version(cycle: Cycle) -> TimelineVersion | None:
    """Return the timeline that holds; None while none is published."""
    return _of(cycle, cycle.timeline_versions.order_by("number").last())


def versions_of(cycle: Cycle) -> list[TimelineVersion]:
    """Return what was published, oldest first; one query."""
    versions = list(cycle.timeline_versions.order_by("number"))
    for version in versions:
        version.cycle = cycle
    return versions


@dataclass(frozen=True)
class TimelinePage:
    """A timeline as a page shows it on the day `on`."""

    cycle: Cycle
    timeline: Timeline
    on: datetime.date

    @cached_property
    def path(self) -> CriticalPath:
        """Return the critical path as it stands."""
        return self.timeline.path(self.on)

    @cached_property
    def standings(self) -> list[Standing]:
        """Return how each activity stands."""
        return standings(self.timeline, self.path, self.on)

    @cached_property
    def rows(self) -> dict[int, Row]:
        """Return the activities by key."""
        return {row.key: row for row in self.timeline.rows}

    @property
    def countdown(self) -> Countdown:
        """Return the days gone and left before the plan is due."""
        return countdown(self.timeline.begins, max(self.timeline.begins, self.timeline.due), self.on)

    @property
    def critical(self) -> list[Standing]:
        """Return those that may slip least, in the order in which they are done."""
        found = {each.row.key: each for each in self.standings if each.is_critical}
        return [found[key] for key in self.path.critical if key in found]

    @property
    def missed(self) -> list[Standing]:
        """Return those whose last day to be set going is gone."""
        return [each for each in self.standings if each.is_missed]

    @property
    def next_start(self) -> Standing | None:
        """Return what presses most of all that is still to be set going, and still can be: its last day is the answer."""
        waiting = [
            each for each in self.standings if each.step and each.row.set_going_on > self.on and not each.is_missed
        ]
        return min(waiting, key=lambda each: (each.step.latest_ask, each.row.key), default=None)

    @property
    def by_phase(self) -> list[tuple[Bar | None, list[Standing]]]:
        """Return the phases with how their activities stand; None for the phase of those that are in none."""
        known = {phase.key for phase in self.timeline.phases}
        found: list[tuple[Bar | None, list[Standing]]] = [
            (phase, [each for each in self.standings if each.row.phase == phase.key]) for phase in self.timeline.phases
        ]
        others = [each for each in self.standings if each.row.phase not in known]
        return [*found, (None, others)] if others else found


@dataclass(frozen=True)
class Published:
    """A version as a page shows it, with what came before and after."""

    version: TimelineVersion
    versions: list[TimelineVersion]
    page: TimelinePage

    @property
    def is_newest(self) -> bool:
        """Tell whether this is the version that holds."""
        return self.version.number == self.versions[-1].number

    @cached_property
    def history(self) -> list[tuple[TimelineVersion, list[Change]]]:
        """Return each version with what changed since the one before, newest first."""
        told = [read(version.snapshot) for version in self.versions]
        changes = [[], *(changes_between(*pair) for pair in itertools.pairwise(told))]
        return list(reversed(list(zip(self.versions, changes, strict=True))))


def published_page(cycle: Cycle, number: int | None = None) -> Published | None:
    """Return a published version, the newest unless told which; None when there is none. One query."""
    versions = versions_of(cycle)
    version = next((each for each in reversed(versions) if number in (None, each.number)), None)
    if version is None:
        return None
    return Published(version, versions, TimelinePage(cycle, read(version.snapshot), cycle.today()))


@dataclass(frozen=True)
class DraftPage:
    """The timeline as conveners prepare it, beside what is published of it."""

    page: TimelinePage
    digest: str
    latest: TimelineVersion | None
    changes: list[Change]

    @property
    def is_published(self) -> bool:
        """Tell whether everybody reads just this."""
        return self.latest is not None and self.latest.digest == self.digest


def draft_page(cycle: Cycle) -> DraftPage:
    """Return the timeline as it is saved; a constant number of queries."""
    snapshot, latest = snapshot_of(cycle), latest_version(cycle)
    timeline = read(snapshot)
    changes = changes_between(read(latest.snapshot), timeline) if latest else []
    return DraftPage(TimelinePage(cycle, timeline, cycle.today()), digest_of(snapshot), latest, changes)


def _of(cycle: Cycle, version: TimelineVersion | None) -> TimelineVersion | None:
    if version:
        version.cycle = cycle
    return version
