"""What the code must never do: each rule answers a class of holes that others have had."""

import ast
import re
from collections.abc import Callable, Iterator

import pytest

from tests.source import Module, called, dotted, last_name, modules, parsed

type Rule = Callable[[ast.AST], bool]
RULES: dict[str, Rule] = {}

# Reviewed one by one: (module, danger) and why it is none there.
ALLOWED = {
    (
        "consultations.templatetags.consultations",
        "builds HTML from a built text",
    ): "pieces written there; values escaped",
    ("core.context", "builds HTML from a built text"): "parts of our own frame; what fills them is escaped",
    ("settings", "reads the environment"): "it is the one reader",
    ("__main__", "reads the environment"): "names the settings",
    ("wsgi", "reads the environment"): "names the settings",
    ("core.management.commands.serve", "reads the environment"): "hands it on to what it starts",
    ("core.clock", "reads the clock"): "it is the clock",
    ("core.jobs.processes", "starts another program"): "starts our own worker",
    ("core.mail.rendering", "evaluates text as code or template"): "the text is one of our own files of letters",
    ("core.management.commands.serve", "starts another program"): "starts our own server and worker",
    ("core.markdown", "trusts text as HTML"): "it is the sanitizer",
    ("core.translations", "compares a secret with =="): "the digest of a public text, kept to see that it changed",
    ("cycles.actions.timeline", "compares a secret with =="): "the digest of a public timeline, to see that it changed",
    ("cycles.queries.timeline", "compares a secret with =="): "the digest of a public timeline, to see that it changed",
    (
        "forum.actions.minutes",
        "compares a secret with ==",
    ): "the digest of minutes: whether the text read is the one saved",
    ("forum.queries", "compares a secret with =="): "the digest of minutes: whether an approval is of this text",
    ("site.letters", "makes its own signed token"): "stop the letters of Mondays; opens nothing",
    ("record.triggers", "puts a value into SQL"): "the names of our own tables and triggers",
    ("consultations.mailing.imap", "reaches out to the network"): "reads the mailbox whoever runs the site has named",
    ("core.fetching.addresses", "reaches out to the network"): "looks names up, to check every address behind them",
    ("core.fetching.client", "reaches out to the network"): "it is the guarded client",
    ("core.fetching.connections", "reaches out to the network"): "connects to the addresses that were checked",
    ("core.jobs.worker", "reaches out to the network"): "only the name of this machine",
    ("core.mail.delivery", "reaches out to the network"): "only the names of what can go wrong",
    ("core.management.commands.serve", "reaches out to the network"): "only the port it listens on",
    ("record.verifier", "reaches out to the network"): "whoever runs it says which site to check",
    (
        "consultations.views.embedding",
        "switches off the protection of forms",
    ): "a frame is given no cookie: the signed stamp of the form is asked for instead",
    ("asks.letters", "makes its own signed token"): "acknowledge an ask: 14 days, once, only while its holder convenes",
    ("core.limits", "puts a value into SQL"): "as many places as there are counts; the counts are passed beside",
    ("consultations.likeness", "puts a value into SQL"): "as many places as there are keys; the keys are passed beside",
    ("consultations.forms.speaking", "makes its own signed token"): "the moment a form was shown; opens nothing",
    ("consultations.forms.translating", "makes its own signed token"): "whether a machine wrote a text; opens nothing",
    ("votes.cookies", "makes its own signed token"): "a voter of one consultation on one device; shows no person",
    (
        "votes.letters",
        "makes its own signed token",
    ): "confirm (72 hours) and leave, as for contributions; no person in it",
    ("consultations.letters", "makes its own signed token"): "confirm (72 hours) and leave: each salt for one purpose",
}


def danger(name: str) -> Callable[[Rule], Rule]:
    """Declare a rule: true of each piece of code that does it."""

    def declare(rule: Rule) -> Rule:
        RULES[name] = rule
        return rule

    return declare


def is_call(node: ast.AST, *names: str) -> bool:
    return isinstance(node, ast.Call) and called(node) in names


def is_plain(node: ast.AST) -> bool:
    """Whether a text is written in the code as it is, with nothing put into it."""
    if isinstance(node, ast.Call) and called(node) in {"_", "gettext", "gettext_lazy"}:
        return all(is_plain(argument) for argument in node.args)
    return isinstance(node, ast.Constant)


def is_built(node: ast.AST) -> bool:
    """Whether a text is put together on the spot."""
    is_method = isinstance(node, ast.Call) and called(node) in {"format", "join"}
    return isinstance(node, ast.JoinedStr | ast.BinOp) or is_method


@danger("writes SQL around the model")
def _(node):
    return is_call(node, "raw", "extra", "RawSQL")


@danger("puts a value into SQL")
def _(node):
    return is_call(node, "execute", "executemany", "RunSQL") and bool(node.args) and is_built(node.args[0])


@danger("orders by what was asked for")
def _(node):
    return is_call(node, "order_by") and any("request" in ast.unparse(argument) for argument in node.args)


@danger("passes a whole request on")
def _(node):
    return isinstance(node, ast.keyword) and node.arg is None and "request." in ast.unparse(node.value)


@danger("trusts text as HTML")
def _(node):
    if isinstance(node, ast.ClassDef):
        return any(last_name(base) == "SafeString" for base in node.bases)
    return is_call(node, "mark_safe", "SafeString", "SafeText")


@danger("builds HTML from a built text")
def _(node):
    return is_call(node, "format_html") and bool(node.args) and not is_plain(node.args[0])


@danger("evaluates text as code or template")
def _(node):
    if is_call(node, "Template", "from_string"):
        return not all(is_plain(argument) for argument in node.args)
    return isinstance(node, ast.Call) and dotted(node.func) in {
        "eval",
        "exec",
        "pickle.loads",
        "pickle.load",
        "yaml.load",
    }


SECRETS = re.compile(r"(^|_)(token|secret|signature|digest|hmac|nonce)s?($|_)")


@danger("compares a secret with ==")
def _(node):
    if not (isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.Eq | ast.NotEq)):
        return False
    sides = [node.left, *node.comparators]
    return any(SECRETS.search(last_name(side)) for side in sides) and not any(
        isinstance(side, ast.Constant) for side in sides
    )


@danger("switches off the protection of forms")
def _(node):
    return last_name(node) == "csrf_exempt"


@danger("makes its own signed token")
def _(node):
    return is_call(node, "Signer", "TimestampSigner") or (isinstance(node, ast.Attribute) and dotted(node) in SIGNING)


SIGNING = {"signing.dumps", "signing.loads", "signing.get_cookie_signer"}
NETWORK = {"requests", "httpx", "urllib.request", "urllib3", "aiohttp", "http.client", "socket", "imaplib", "smtplib"}


@danger("reaches out to the network")
def _(node):
    if isinstance(node, ast.Import):
        return any(name.name in NETWORK for name in node.names)
    return isinstance(node, ast.ImportFrom) and node.module in NETWORK


@danger("starts another program")
def _(node):
    return isinstance(node, ast.Call) and (
        dotted(node.func).startswith("subprocess.") or dotted(node.func) == "os.system"
    )


@danger("hides logic in save or delete")
def _(node):
    return isinstance(node, ast.FunctionDef) and node.name in {"save", "delete"} and node.args.args[:1] != []


@danger("listens to signals")
def _(node):
    if isinstance(node, ast.ImportFrom):
        # What the interface of background tasks asks every backend to send is sent, not listened to.
        return str(node.module).endswith("signals") and node.module != "django.tasks.signals"
    return last_name(node) == "receiver" or is_call(node, "connect")


@danger("reads the environment")
def _(node):
    return dotted(node) in {"os.environ", "os.getenv"}


@danger("reads the clock")
def _(node):
    if not isinstance(node, ast.Call):
        return False
    return dotted(node.func) in {
        "timezone.now",
        "datetime.now",
        "datetime.datetime.now",
        "datetime.utcnow",
        "date.today",
    }


def dangers(module: Module) -> Iterator[tuple[str, int]]:
    """Every danger in a module, with its line."""
    for node in ast.walk(module.tree):
        for name, rule in RULES.items():
            if rule(node):
                yield name, getattr(node, "lineno", 0)


def test_nothing_dangerous_is_done_but_where_it_was_reviewed():
    found = {(module.name, name): line for module in modules() for name, line in dangers(module)}
    assert {place: line for place, line in found.items() if place not in ALLOWED} == {}
    assert ALLOWED.keys() - found.keys() == set(), "Allowed, and no longer done."


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("writes SQL around the model", "Thing.objects.raw('SELECT 1')"),
        ("writes SQL around the model", "Thing.objects.extra(where=['1'])"),
        ("puts a value into SQL", "cursor.execute(f'SELECT {x}')"),
        ("puts a value into SQL", "cursor.execute('SELECT %s' % x)"),
        ("puts a value into SQL", "cursor.execute('SELECT {}'.format(x))"),
        ("orders by what was asked for", "things.order_by(request.GET['sort'])"),
        ("passes a whole request on", "Thing(**request.POST)"),
        ("trusts text as HTML", "mark_safe(text)"),
        ("trusts text as HTML", "class Html(SafeString): pass"),
        ("builds HTML from a built text", "format_html(f'<b>{name}</b>')"),
        ("builds HTML from a built text", "format_html(text)"),
        ("evaluates text as code or template", "Template(letter.body)"),
        ("evaluates text as code or template", "eval(text)"),
        ("compares a secret with ==", "if given == self.token: pass"),
        ("compares a secret with ==", "if given_digest != digest_of(x): pass"),
        ("switches off the protection of forms", "@csrf_exempt\ndef view(request): pass"),
        ("makes its own signed token", "signing.dumps(1)"),
        ("makes its own signed token", "TimestampSigner()"),
        ("reaches out to the network", "import requests"),
        ("reaches out to the network", "from urllib.request import urlopen"),
        ("starts another program", "subprocess.run(['ls'])"),
        ("hides logic in save or delete", "class A:\n    def save(self): pass"),
        ("listens to signals", "from django.db.models.signals import post_save"),
        ("listens to signals", "@receiver(saved)\ndef listen(**facts): pass"),
        ("listens to signals", "task_finished.connect(listen)"),
        ("reads the environment", "os.environ['HOME']"),
        ("reads the clock", "timezone.now()"),
    ],
)
def test_each_danger_is_noticed(name, code):
    assert name in {found for found, _line in dangers(parsed(code))}


@pytest.mark.parametrize(
    "code",
    [
        "cursor.execute('SELECT %s', [x])",
        "format_html('<b>{}</b>', name)",
        "format_html(_('<b>{}</b>'), name)",
        "if token == '': pass",
        "hmac.compare_digest(given, token)",
        "things.order_by('-number')",
        "clock.now()",
    ],
)
def test_what_is_safe_is_left_alone(code):
    assert list(dangers(parsed(code))) == []
