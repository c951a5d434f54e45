"""Writes docs/generated/ from the code, so that those pages cannot lie."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from django.apps import apps

from ikrar.cli.pages import pages
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.people.grants import GRANTS, Permission, Role
from ikrar.worker.reactions import REACTIONS
from ikrar.worker.schedule import JOBS

PLACE = Path(__file__).resolve().parents[2] / "docs" / "generated"


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    names = list(head)
    lines = [names, ["---"] * len(names), *(list(row) for row in rows)]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def access_map() -> str:
    """Every address, its view, and whom it is open to."""
    rows = ((f"`{p.pattern}`", p.name, f"`{p.view}`", str(p.opening or "CLOSED")) for p in pages())
    return "# Access map\n\nWhom every page is open to.\n\n" + table(
        ("address", "name", "view", "open to"), rows
    )


def facts() -> str:
    """Everything that can be recorded."""
    return "# Facts\n\nEvery kind of thing the ledger can hold.\n\n" + table(
        ("fact", "noun"), ((f"`{f}`", f.noun) for f in Fact)
    )


def roles() -> str:
    """Which role may do what."""
    rows = ((f"`{p}`", *("yes" if p in GRANTS[role] else "" for role in Role)) for p in Permission)
    return "# Roles\n\nWhich role holds which permission, at the body or unit of its seat.\n\n" + table(
        ("permission", *Role), rows
    )


def schedule() -> str:
    """What the worker does by the clock and because of facts."""
    jobs = table(("job", "every (seconds)"), ((j.name, f"{j.every:g}") for j in JOBS))
    reactions = table(
        ("reaction", "because of"), ((r.name, ", ".join(f"`{f}`" for f in r.facts)) for r in REACTIONS)
    )
    return f"# Schedule\n\n## Jobs\n\n{jobs}\n\n## Reactions\n\n{reactions}"


def data_register() -> str:
    """Every column and how private it is."""
    rows: list[tuple[str, str, str]] = []
    for model in apps.get_models():
        privacy = getattr(model, "Privacy", None)
        if privacy is None or not model.__module__.startswith("ikrar."):
            continue
        for kind in ("open", "internal", "personal", "secret"):
            rows.extend(
                (f"`{model._meta.label}`", name, kind) for name in sorted(getattr(privacy, kind, set()))
            )
    return "# Data register\n\nHow private every column of a record is.\n\n" + table(
        ("record", "column", "kind"), rows
    )


def housekeeping() -> str:
    """The tables that change without a ledger entry, and why."""
    rows = (
        (f"`{m._meta.label}`", (m.__doc__ or "").split("\n")[0])
        for m in apps.get_models()
        if not getattr(m, "is_record", False) and m.__module__.startswith("ikrar.")
    )
    return "# Housekeeping\n\nTables that change without a ledger entry.\n\n" + table(
        ("table", "what it is"), rows
    )


PAGES = {
    "access-map.md": access_map,
    "facts.md": facts,
    "roles.md": roles,
    "schedule.md": schedule,
    "data-register.md": data_register,
    "housekeeping.md": housekeeping,
}


def main(argv: list[str]) -> int:
    """Write the pages; with --check only say which differ (exit 1)."""
    parser = argparse.ArgumentParser(prog="ikrar house-docs", description="Menulis docs/generated dari kode.")
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args(argv).check
    PLACE.mkdir(parents=True, exist_ok=True)
    stale = []
    for name, make in PAGES.items():
        text = make().rstrip() + "\n"
        path = PLACE / name
        if path.exists() and path.read_text() == text:
            continue
        stale.append(name)
        if not check:
            path.write_text(text)
    for name in stale:
        print(f"{'berbeda' if check else 'ditulis'}: docs/generated/{name}")
    return 1 if check and stale else 0
