"""Promises the code makes about itself: how verbs act, how things change state, how files are kept small."""

import ast
from collections.abc import Iterable

import pytest
from django.apps import apps as django_apps

from parvis.core.lifecycle import HasLifecycle, move
from tests import source
from tests.source import CODE, ROOT, Function, Module, called, calls, modules, parsed, where

# ── Actions ────────────────────────────────────────────────────────────────────────────────────────────────────────

ATOMIC, ENFORCES, RECORDS = "is not @transaction.atomic", "enforces no rule", "does not write the record"

BALLOT = "who voted what is nobody's business: the record knows the seal of all votes"
PRIVATE = "who wants to hear from us is nobody else's business: the record keeps no trace of it"
# Reviewed one by one: what an action leaves out, and why.
EXCEPTIONS: dict[str, tuple[set[str], str]] = {
    "consultations.ask_to_claim": ({RECORDS}, PRIVATE),
    "consultations.ask_to_support": ({RECORDS}, PRIVATE),
    "consultations.subscribe": ({RECORDS}, PRIVATE),
    "consultations.confirm_subscription": ({RECORDS}, PRIVATE),
    "consultations.leave_subscription": ({RECORDS}, PRIVATE),
    "consultations.receive_mail": ({RECORDS}, "nothing happened yet: its sender has not confirmed that they wrote it"),
    "consultations.decline_mail": ({RECORDS}, "nothing happened: it only tells somebody why"),
    "consultations.mark_answered": ({RECORDS}, "the answer it follows from writes one entry about each contribution"),
    "people.stop_duties": ({RECORDS}, PRIVATE),
    "votes.ask_to_be_told": ({RECORDS}, PRIVATE),
    "votes.confirm_proposer": ({RECORDS}, PRIVATE),
    "votes.leave_proposer": ({RECORDS}, PRIVATE),
    "votes.become_voter": ({RECORDS}, BALLOT),
    "votes.cast_vote": ({RECORDS}, BALLOT),
    "votes.link_voter": ({RECORDS}, BALLOT),
    "votes.say_whether_in_file": ({RECORDS}, BALLOT),
    "consultations.prepare": (
        {ATOMIC, ENFORCES, RECORDS},
        "makes a contribution in memory for a preview; saves nothing",
    ),
}


def actions(app: str) -> list[Module]:
    """The files of verbs of an app: actions.py, or those of the folder actions/."""
    return [module for module in modules() if module.name.split(".")[:2] == [app, "actions"]]


def verbs(found: Iterable[Module]) -> list[Function]:
    """The public functions of actions.py; of a folder, those it exports."""
    found = list(found)
    public = [function for module in found for function in module.functions() if not function.name.startswith("_")]
    heads = [module.tree for module in found if module.path.name == "__init__.py"]
    exported = {
        name.name for head in heads for node in head.body if isinstance(node, ast.ImportFrom) for name in node.names
    }
    return [function for function in public if not exported or function.name in exported]


def is_atomic(function: Function) -> bool:
    return any(source.dotted(decorator) == "transaction.atomic" for decorator in function.decorator_list)


def reaches(function: Function, names: set[str], known: dict[str, Function]) -> bool:
    """Whether a call to one of `names` stands in `function`, or in functions of the same app that it calls."""
    waiting, seen = [function], set()
    while waiting:
        for call in calls(waiting.pop()):
            name = called(call)
            if name in names:
                return True
            if name in known and name not in seen:
                seen.add(name)
                waiting.append(known[name])
    return False


def faults_of_verb(verb: Function, known: dict[str, Function]) -> set[str]:
    kept = {
        ATOMIC: is_atomic(verb),
        ENFORCES: reaches(verb, {"enforce"}, known),
        RECORDS: reaches(verb, {"record", "record_many"}, known),
    }
    return {promise for promise, is_kept in kept.items() if not is_kept}


def faults_of_verbs(app: str, found: Iterable[Module]) -> dict[str, set[str]]:
    """What each verb in the given files fails to do."""
    found = list(found)
    known = {
        function.name: function
        for module in [*modules(), *found]
        if module.app == app
        for function in module.functions()
    }
    faults = {f"{app}.{verb.name}": faults_of_verb(verb, known) for verb in verbs(found)}
    return {name: wrong for name, wrong in faults.items() if wrong}


@pytest.mark.parametrize("app", source.apps())
def test_every_action_is_atomic_enforces_a_rule_and_writes_the_record(app):
    allowed = {name: left_out for name, (left_out, _why) in EXCEPTIONS.items() if name.split(".")[0] == app}
    assert faults_of_verbs(app, actions(app)) == allowed


def test_an_action_that_forgets_something_is_noticed():
    careless = parsed(
        """
@transaction.atomic
def good(thing, *, by):
    may_change(by, thing).enforce()
    _note(thing)

def forgetful(thing, *, by):
    thing.save()

def _note(thing):
    record("thing.changed", thing)
"""
    )
    assert faults_of_verbs("example", [careless]) == {"example.forgetful": {ATOMIC, ENFORCES, RECORDS}}


def test_a_folder_of_actions_promises_for_the_verbs_it_exports():
    head = parsed("from example.actions.things import change", "example.actions.__init__")
    files = parsed("def change(): pass\ndef role_of(): pass", "example.actions.things")
    assert [verb.name for verb in verbs([head, files])] == ["change"]


REWRITES = ("change_", "correct_", "note_", "revise_", "sort")
# Reviewed one by one: verbs that write over nothing that a form showed, and why.
OVERTAKES_NOBODY = {
    "analysis.sort_alone": "each reader has a reading of their own",
    "asks.note_answer": "writes where there is no answer yet, and only there",
    "asks.note_reading": "is what the clock found, not what somebody typed",
    "places.change_standing": "adds to what is known; an earlier day than the last one is refused",
}


def unguarded(app: str, found: Iterable[Module]) -> set[str]:
    """The verbs that write words anew without asking what their form showed."""
    found = list(found)
    known = {function.name: function for module in found for function in module.functions()}
    return {
        f"{app}.{verb.name}"
        for verb in verbs(found)
        if verb.name.startswith(REWRITES)
        and not ("seen" in {each.arg for each in verb.args.kwonlyargs} and reaches(verb, {"refuse_overtaken"}, known))
    }


def test_nobody_writes_over_words_they_have_not_seen():
    found = set().union(*(unguarded(app, actions(app)) for app in source.apps()))
    assert found == set(OVERTAKES_NOBODY)


def test_a_verb_that_writes_over_words_unseen_is_noticed():
    careless = parsed("def change_plan(plan, *, by, title): plan.save()\ndef change_line(line, *, seen=None): pass")
    assert unguarded("example", [careless]) == {"example.change_plan", "example.change_line"}


# ── Lifecycles ─────────────────────────────────────────────────────────────────────────────────────────────────────


def lifecycles() -> list[type[HasLifecycle]]:
    return [model for model in django_apps.get_models() if issubclass(model, HasLifecycle)]


# Where things begin, beside their default.
BORN = {"cycles.CycleTheme": ["suggested"]}


def unreachable(statuses: Iterable[str], first: Iterable[str], moves: dict) -> set[str]:
    """The statuses no chain of moves leads to from the `first` ones."""
    reached = set(map(str, first))
    while more := {edge.to for edge in moves.values() if edge.sources & reached} - reached:
        reached |= more
    return set(map(str, statuses)) - reached


@pytest.mark.parametrize("model", lifecycles(), ids=lambda model: model.__name__)
def test_every_status_can_be_reached_and_every_move_is_between_statuses(model):
    field = model._meta.get_field("status")
    statuses = [value for value, _label in field.flatchoices]
    first = [field.get_default(), *BORN.get(model._meta.label, [])]
    assert unreachable(statuses, first, model.MOVES) == set()
    for name, edge in model.MOVES.items():
        assert {*edge.sources, edge.to} <= set(map(str, statuses)), name


def test_a_status_nothing_leads_to_is_noticed():
    moves = {"open": move("draft", to="open"), "reopen": move("closed", to="open")}
    assert unreachable(["draft", "open", "closed"], ["draft"], moves) == {"closed"}


def changes_of_status(module: Module) -> list[int]:
    """The lines that set a status otherwise than by creating a thing or moving it."""
    lines = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            lines += [
                node.lineno for target in targets if isinstance(target, ast.Attribute) and target.attr == "status"
            ]
        elif isinstance(node, ast.Call) and called(node) in {"update", "update_or_create"}:
            lines += [node.lineno for keyword in node.keywords if keyword.arg == "status"]
        elif isinstance(node, ast.Call) and called(node) in {"setattr", "bulk_update"}:
            written = {
                each.value for argument in node.args for each in ast.walk(argument) if isinstance(each, ast.Constant)
            }
            lines += [node.lineno] * ("status" in written)
    return lines


# Modules that may: the lifecycle itself, and what has a status that is no lifecycle.
MAY_SET_STATUS = {
    "core.lifecycle": "it is the move",
    "core.jobs.queue": "the states of a job are Django's, guarded there",
}


def test_a_status_changes_only_by_a_move():
    faults = {module.name: lines for module in modules() if (lines := changes_of_status(module))}
    assert faults.keys() - MAY_SET_STATUS.keys() == set(), faults


@pytest.mark.parametrize(
    "line",
    [
        "thing.status = 'open'",
        "things.update(status='open')",
        "setattr(thing, 'status', 'open')",
        "Thing.objects.bulk_update(things, ['status'])",
        "Thing.objects.update_or_create(pk=1, status='open')",
    ],
)
def test_a_status_set_by_hand_is_noticed(line):
    assert changes_of_status(parsed(line)) == [1]


def test_a_thing_may_be_created_in_a_status():
    assert changes_of_status(parsed("Thing.objects.create(status='open')")) == []


# ── Files ──────────────────────────────────────────────────────────────────────────────────────────────────────────

LONGEST_FILE = 400
LONGEST_FUNCTION = 45
# Longer, for a reason.
LONG_FILES = {"parvis/record/verifier.py": "whoever checks us from outside downloads one file and reads all of it"}
DRAWERS = {"utils", "util", "helpers", "services", "signals", "mixins", "constants", "common", "misc", "tools"}


def test_every_file_is_read_in_one_sitting():
    code = [path for suffix in ("py", "html", "css", "js") for path in CODE.rglob(f"*.{suffix}")]
    code += (ROOT / "tests").rglob("*.py")
    lengths = {where(path): len(path.read_text().splitlines()) for path in code if "migrations" not in path.parts}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE and name not in LONG_FILES} == {}


def long_functions(found: Iterable[Module]) -> dict[str, int]:
    return {
        f"{module.name}.{node.name}": length
        for module in found
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef) and (length := node.end_lineno - node.lineno + 1) > LONGEST_FUNCTION
    }


def test_every_function_fits_on_half_a_screen():
    assert long_functions(modules()) == {}


def test_a_long_function_is_noticed():
    assert long_functions([parsed("def long():\n" + "    pass\n" * 50)]) == {"example.actions.long": 51}


def test_no_file_is_a_drawer():
    # The demonstration's files are named after what people talk about in it; public services, for one.
    names = [module.name for module in modules() if not module.name.startswith("site.demo.")]
    assert [name for name in names if set(name.split(".")) & DRAWERS] == []


def test_every_file_with_code_says_what_it_is_about():
    silent = [module.name for module in modules() if module.tree.body and not ast.get_docstring(module.tree)]
    assert silent == []


def test_every_app_says_what_it_is_about():
    heads = {module.name: ast.get_docstring(module.tree) for module in modules()}
    assert [app for app in source.apps() if not heads.get(app)] == []
