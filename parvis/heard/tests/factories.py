"""Reports for tests."""

from parvis.analysis.models import FoundTheme, Placing
from parvis.consultations.tests.factories import contribute
from parvis.heard import actions
from parvis.heard.models import Heard
from parvis.people.tests.factories import give_role, make_person

BENCH = "Every street needs a bench. Old people cannot walk far without one."
PROSE = {"en": "A bench in every street. {people} people say so.", "fr": "Un banc dans chaque rue. {people} le disent."}


def both(words):
    """The same words in both languages of the place."""
    return {"en": words, "fr": words}


def make_chipo(place, kind="reviewer"):
    """Make somebody who may sign."""
    chipo = make_person("Chipo")
    give_role(chipo, kind, place)
    return chipo


def make_theme(consultation, count=6, words=BENCH):
    """Have so many people say the same thing differently, and a run find it; return the theme and what was said."""
    theme = FoundTheme.objects.create(consultation=consultation, key="T1", labels={"en": ["bench"]})
    said = [contribute(consultation, f"{words} {street} Street waits.") for street in STREETS[:count]]
    for each in said:
        Placing.objects.create(contribution=each, theme=theme)
    return theme, said


STREETS = ("Amber", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gum", "Hazel")


def make_report(consultation, bruno, *, count=6):
    """Write a report of one section with one final sentence and a quote."""
    theme, said = make_theme(consultation, count)
    report = actions.begin_report(consultation, by=bruno, title=both("What we heard"))
    more = {"introduction": both("You spoke, we listened."), "method": {}}
    actions.change_report(report, by=bruno, title=report.title, **more)
    section = actions.add_section(report, by=bruno, title=both("Benches"), found=theme)
    statement = actions.add_statement(section, by=bruno, prose=PROSE)
    actions.quote(statement, by=bruno, contribution=said[0], start=0, end=27)
    finish(statement, bruno)
    return report


def finish(statement, bruno):
    """Call a sentence final."""
    said = {"frame": statement.frame, "prose": statement.prose}
    return actions.change_statement(statement, by=bruno, final=True, **said)


def make_published(consultation, bruno, chipo, **more):
    """Publish such a report."""
    report = make_report(consultation, bruno, **more)
    actions.discuss_report(report, by=bruno)
    return actions.sign_report(report, by=chipo)


def only(report):
    """The one sentence of a report."""
    return Heard.objects.select_related("section__report").get(section__report=report)
