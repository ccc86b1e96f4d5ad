"""The source of Parvis, as the tests of promises read it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CODE = ROOT / "parvis"

type Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One Python file."""

    path: Path
    tree: ast.Module

    @property
    def name(self) -> str:
        """Its dotted name: consultations.actions.support."""
        parts = self.path.relative_to(CODE).with_suffix("").parts
        return ".".join(part for part in parts if part != "__init__")

    @property
    def app(self) -> str:
        """The app it belongs to; empty for the modules above all apps."""
        parts = self.path.relative_to(CODE).parts
        return parts[0] if len(parts) > 1 else ""

    def functions(self) -> list[Function]:
        """The functions at its top level."""
        return [node for node in self.tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def parsed(source: str, name: str = "example.actions") -> Module:
    """A module from its text: for the tests that show a rule can fail."""
    return Module(CODE / Path(*name.split(".")).with_suffix(".py"), ast.parse(source))


@cache
def modules() -> tuple[Module, ...]:
    """Every module that runs in production: no tests, no migrations."""
    paths = sorted(path for path in CODE.rglob("*.py") if not {"tests", "migrations"} & set(path.parts))
    return tuple(Module(path, ast.parse(path.read_text())) for path in paths)


def apps() -> list[str]:
    """The names of the apps."""
    return sorted({module.app for module in modules()} - {""})


def templates() -> list[Path]:
    """Every template, letters included."""
    return sorted(path for path in CODE.rglob("templates/**/*") if path.is_file())


def stylesheets_and_scripts() -> list[Path]:
    """Every file of style or script written here."""
    return sorted(path for path in CODE.rglob("static/**/*") if path.suffix in {".css", ".js"})


def calls(node: ast.AST) -> Iterator[ast.Call]:
    """Every call inside `node`."""
    return (each for each in ast.walk(node) if isinstance(each, ast.Call))


def called(call: ast.Call) -> str:
    """The last name of what is called: `rule(person).enforce()` is "enforce"."""
    return last_name(call.func)


def last_name(node: ast.AST) -> str:
    """The last name of an expression: `a.b.c` is "c"; empty when it has none."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def dotted(node: ast.AST) -> str:
    """An expression of names as it is written: "os.environ"; empty when it is not one."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (before := dotted(node.value)):
        return f"{before}.{node.attr}"
    return ""


def where(path: Path) -> str:
    """A path as people name it."""
    return str(path.relative_to(ROOT))
