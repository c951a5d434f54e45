"""Do actions, policies and modules keep the shape that a newcomer can rely on?"""

import ast
import inspect
from importlib import import_module
from pathlib import Path

import pytest

import ikrar

ROOT = Path(ikrar.__file__).parent
MODULES = sorted(p for p in ROOT.rglob("*.py") if "migrations" not in p.parts)
ACTION_MODULES = [p for p in (ROOT / "domain").rglob("*.py") if "actions" in {p.stem, p.parent.name}]
BANNED = {"utils", "helpers", "common", "misc", "manager", "handler", "service", "info"}


def dotted(path: Path) -> str:
    """The import name of a file."""
    return ".".join(["ikrar", *path.relative_to(ROOT).with_suffix("").parts]).removesuffix(".__init__")


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_every_module_says_what_question_it_answers(path: Path) -> None:
    assert path.stem not in BANNED
    assert ast.get_docstring(ast.parse(path.read_text())), path


@pytest.mark.parametrize("path", ACTION_MODULES, ids=dotted)
def test_every_action_takes_by_and_at_by_name(path: Path) -> None:
    module = import_module(dotted(path))
    for name, function in vars(module).items():
        if not hasattr(function, "facts") or function.__module__ != module.__name__:
            continue
        keywords = [p.name for p in inspect.signature(function).parameters.values() if p.kind is p.KEYWORD_ONLY]
        assert {"by", "at"} <= set(keywords), name
        assert "_" in name, f"{name} is not verb_noun"


def test_only_actions_and_the_sequencer_open_the_gate() -> None:
    openers = {p.relative_to(ROOT).as_posix() for p in MODULES if "gate.opened(" in p.read_text()}
    assert openers <= {
        "domain/ledger/actions.py",
        "domain/ledger/sequencer.py",
        "cli/restore_log.py",  # reads the published log back after a restore
        "domain/ledger/backends/sqlite3/base.py",
        "domain/ledger/backends/postgresql/base.py",
    }


@pytest.mark.parametrize("path", sorted((ROOT / "domain").rglob("policies.py")), ids=dotted)
def test_a_policy_answers_with_a_verdict(path: Path) -> None:
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("may_"):
            assert isinstance(node.returns, ast.Name) and node.returns.id == "Verdict", node.name


@pytest.mark.parametrize("path", sorted((ROOT / "web").rglob("views*.py")), ids=dotted)
def test_a_page_reads_through_queries_and_writes_through_actions(path: Path) -> None:
    assert ".objects" not in path.read_text()
