"""Votings in which people differ in known ways, and texts that speak of known things, for tests."""

from parvis.analysis.actions import ask_for_run
from parvis.analysis.computing import compute
from parvis.analysis.engine.tests.worlds import world
from parvis.analysis.models import FoundTheme, Placing, Run
from parvis.consultations.tests.factories import contribute
from parvis.core import clock
from parvis.votes.models import Vote, Voter
from parvis.votes.tests.factories import make_voting


def make_opinions(consultation, *, n_people=60, n_statements=16, **ways):
    """Open a voting and have people vote as in a made-up world; return the voting."""
    names = [f"Statement number {number + 1}." for number in range(n_statements)]
    voting = make_voting(consultation, statements=names)
    if n_people:
        vote_as(consultation, world(n_people=n_people, n_statements=n_statements, **ways))
    return voting


def vote_as(consultation, matrix, *, prefix=""):
    """Have the people of a matrix vote on the statements of a consultation, in their order."""
    statements = list(consultation.statements.order_by("number"))
    of = {name: Voter(consultation=consultation, participant=f"{prefix}{name}") for name in matrix.people}
    Voter.objects.bulk_create(of.values())
    voters = list(of.values())
    Vote.objects.bulk_create(
        Vote(voter=voters[row], statement=statements[int(matrix.statements[column])], value=int(value), at=clock.now())
        for row, column, value in zip(matrix.rows, matrix.indices, matrix.values, strict=True)
    )


WATER = [
    "The water of the river is dirty, clean the river.",
    "Clean the river: its water smells of the factory.",
    "Children fall ill from the dirty water of the river.",
    "Test the water of the river each week and publish it.",
]
BUSES = [
    "The bus to the hospital comes too late, run more buses.",
    "Run more buses in the evening: the last bus leaves too early.",
    "Buses are too dear for the young, make the bus cheap.",
    "Publish when each bus comes, and run buses on Sundays.",
]


def find_themes(consultation):
    """Look for the themes of a consultation; return the run as it is then."""
    run = ask_for_run(consultation, kind=Run.Kind.THEMES)
    compute(run.pk)
    return Run.objects.get(pk=run.pk)


def make_sorted(consultation):
    """Have people speak of water and of buses, and put their texts into two themes; return the themes."""
    themes = []
    for number, said in enumerate((WATER, BUSES), 1):
        theme = FoundTheme.objects.create(
            consultation=consultation, key=f"T{number}", labels={"en": [said[0].split()[1]]}
        )
        themes.append(theme)
        for words in said:
            near = [[f"T{number}", 800], [f"T{3 - number}", 300]]
            Placing.objects.create(contribution=contribute(consultation, words), theme=theme, strength=800, near=near)
    return themes
