"""Invitations in the demo: one that waits, one with a duty letter that was left early, one refused politely; duty notes."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Protocol

from ikrar.core.invitations import Addressee, Decision, Event, Expected, Host, Left
from ikrar.demo.names import a_name
from ikrar.domain.invitations import actions
from ikrar.domain.invitations.actions import Asked
from ikrar.domain.invitations.models import Invitation
from ikrar.domain.invitations.queries import advice_on
from ikrar.domain.ledger.actions import Unknown, result_of
from ikrar.domain.letters.actions import draft_letter
from ikrar.domain.people.actions import add_person, open_account
from ikrar.domain.people.grants import Role
from ikrar.domain.people.models import Person
from ikrar.domain.roster import actions as roster
from ikrar.domain.roster.models import Agency, Unit
from ikrar.domain.roster.queries import Staff, day_at, staff_of
from ikrar.web.invitations.guidance import letter_draft

# Login, role, office, and how the name of the unit begins; none: the whole body.
OFFICIALS = (
    ("camat", Role.UNIT_OPERATOR, "Camat Contoh Barat", "Kecamatan"),
    ("lurah", Role.UNIT_OPERATOR, "Lurah Barat 1", "Kelurahan"),
    ("kesbangpol", Role.TASK_FORCE, "Kepala Badan Kesatuan Bangsa dan Politik", ""),
)


class Scene(Protocol):
    """One body with its crew, as the story plays it."""

    agency: Agency
    crew: dict[str, Person]

    def by(self, name: str) -> Staff:
        """A member of the crew."""
        ...


def play_invitations(scene: Scene, *, encoded: str, at: datetime) -> dict[str, str]:
    """Invitations and duty notes of one body around `at`; the user names of camat, lurah and Kesbangpol."""
    arrived = _officials(scene.agency, encoded, at - timedelta(days=20))
    today = day_at(scene.agency, at)
    camat, lurah, kesbangpol = (staff_of(person, on=today) for person in arrived.values())
    _register(scene, camat, Event.ANNIVERSARY, at - timedelta(hours=5), in_days=3, to=at)
    _attended(scene, lurah, at)
    refused = _register(scene, camat, Event.DECLARATION, at - timedelta(days=6), in_days=2, to=at)
    _decide(scene, refused, Decision.DECLINE, "Pada hari itu kami melayani warga.", at - timedelta(days=5))
    _notes(scene.agency, lurah, kesbangpol, at)
    return {name: f"{name}-{scene.agency.ref}" for name in arrived}


def _officials(agency: Agency, encoded: str, at: datetime) -> Mapping[str, Person]:
    """Camat and lurah at their units, Kesbangpol for the whole body; in a small demo any unit will do."""
    by, chance, found = Unknown(), Random(f"officials-{agency.ref}"), {}
    for name, role, office, begins in OFFICIALS:
        units = Unit.objects.filter(agency=agency).exclude(parent=None).order_by("first", "pk")
        unit = (units.filter(name__startswith=begins).first() or units.last()) if begins else None
        person = add_person(name=a_name(chance, chance.choice("12")), position=office, by=by, at=at)
        open_account(person, username=f"{name}-{agency.ref}", encoded=encoded, by=by, at=at)
        since = day_at(agency, at)
        roster.give_seat(person, role=role, agency=agency, unit=unit, since=since, by=by, at=at)
        found[name] = person
    return found


def _register(
    scene: Scene, official: Staff, event: Event, at: datetime, *, in_days: float, to: datetime
) -> Invitation:
    """An official registers an invitation to an event so many days from `to`."""
    asked = Asked(
        Host.PARTY if event is Event.ANNIVERSARY else Host.TEAM, event, to + timedelta(days=in_days), host="Panitia Contoh",
        place="Gedung Pertemuan Contoh", expected=Expected.YES if event is Event.DECLARATION else Expected.UNKNOWN,
        letter_number="07/PAN/2026", invited=official.person,
    )  # fmt: skip
    return result_of(actions.register_invitation(scene.agency, asked=asked, by=official, at=at))


def _decide(scene: Scene, row: Invitation, decision: Decision, note: str, at: datetime) -> None:
    """The head gives the disposition, and the officer drafts the letter that goes with it."""
    actions.decide_invitation(row, decision=decision, note=note, by=scene.by("head"), at=at)
    draft = letter_draft(row, advice_on(row), scene.crew["head"])
    draft_letter(scene.agency, draft=draft, by=scene.by("officer"), at=at + timedelta(hours=1))


def _attended(scene: Scene, lurah: Staff, at: datetime) -> None:
    """Yesterday's event: agreed with a duty letter, left when persuasion began, reported the same evening."""
    begins = at - timedelta(days=1)
    row = _register(scene, lurah, Event.SOCIAL, at - timedelta(days=7), in_days=-1, to=at)
    _decide(scene, row, Decision.ATTEND, "Hadir paling lama satu jam.", at - timedelta(days=6))
    actions.say_left(row, reason=Left.PERSUASION, by=lurah, at=begins + timedelta(minutes=40))
    words = "Acara menjadi ajakan memilih. Saya pulang sesudah empat puluh menit."
    actions.report_attendance(row, attended=True, words=words, by=lurah, at=begins + timedelta(hours=3))


def _notes(agency: Agency, lurah: Staff, kesbangpol: Staff, at: datetime) -> None:
    """One duty note that was answered, and one that waits."""
    asked = (
        ("Balai kelurahan diminta untuk pertemuan", "Relawan meminta balai pada hari Minggu. Bolehkah dipinjamkan?"),
        ("Stiker di pagar kantor", "Pagi ini ada stiker bergambar calon di pagar kantor. Siapa yang melepasnya?"),
    )  # fmt: skip
    notes = []
    for days, (subject, words) in zip((4, 1), asked, strict=True):
        written = actions.write_note(
            agency, addressee=Addressee.KESBANGPOL, subject=subject, words=words, by=lurah, at=at - timedelta(days=days)
        )  # fmt: skip
        notes.append(result_of(written))
    answer = "Jangan dipinjamkan. Balai adalah fasilitas negara. Sampaikan penolakan tertulis dengan sopan."
    actions.answer_note(notes[0], answer=answer, by=kesbangpol, at=at - timedelta(days=3))
