"""What happens in the demo, deed by deed, through the same actions that people use."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from django.contrib.auth.hashers import make_password
from django.utils.timezone import localdate

from ikrar.core.pledges import Absent, Level, Way
from ikrar.core.programme import Part, Plan, Term
from ikrar.core.texts import Kind
from ikrar.demo.activities import play_activities
from ikrar.demo.attendance import play_attendance
from ikrar.demo.bodies import BODIES, Body, scaled
from ikrar.demo.instructions import play_instructions
from ikrar.demo.invitations import play_invitations
from ikrar.demo.learning import play_learning
from ikrar.demo.letters import play_letters
from ikrar.demo.names import a_name
from ikrar.demo.settling import messy_file, settle
from ikrar.demo.taskforces import play_taskforces
from ikrar.demo.vulnerabilities import play_vulnerabilities
from ikrar.domain.ledger.actions import Unknown, result_of
from ikrar.domain.people.actions import add_person, open_account
from ikrar.domain.people.grants import Role
from ikrar.domain.people.models import Person
from ikrar.domain.pledges import actions as pledges
from ikrar.domain.pledges.consent import Consent
from ikrar.domain.pledges.queries.signers import signer, signers
from ikrar.domain.programme import actions as programme
from ikrar.domain.programme.actions.codes import Card
from ikrar.domain.programme.models import Apel, Asked, Drive
from ikrar.domain.programme.queries import STATUSES, asked_in, bodies_at, plan_digest
from ikrar.domain.roster import actions as roster
from ikrar.domain.roster.models import Agency, Unit
from ikrar.domain.roster.queries import Staff, staff_of
from ikrar.domain.texts.actions import load_library
from ikrar.domain.texts.models import Text

PASSWORD = "latihan netral 2026"
BATCH = 500
Say = Callable[[str], object]
CREW = (
    ("officer", Role.OFFICER), ("second", Role.OFFICER), ("head", Role.HEAD), ("operator", Role.UNIT_OPERATOR),
    ("task-force", Role.TASK_FORCE), ("auditor", Role.AUDITOR),
)  # fmt: skip
ABOVE = {
    "kanwil-contoh": ("officer", "head"),
    "prov-contoh": ("officer", "head"),
}  # bodies without units: who acts there
ELECTIONS = {
    "rutan-contoh": ("PEMILU_2024",), "satpolpp-contoh": ("PEMILU_2024",), "kab-contoh": ("PILKADA_2024",),
    "kota-contoh": ("PEMILU_2024",), "kab-hilir": ("PEMILU_2024", "PILKADA_2024"),
}  # fmt: skip
SIGNED = {
    "rutan-contoh": 0.78,
    "satpolpp-contoh": 0.95,
    "kab-contoh": 0.93,
    "kota-contoh": 0.91,
    "kab-hilir": 0.94,
}


@dataclass
class Told:
    """What the people who try the demo need: logins, the open apel, participants with codes, files."""

    logins: dict[str, dict[str, str]] = field(default_factory=dict)
    participants: list[dict[str, str]] = field(default_factory=list)
    bodies: dict[str, dict[str, str]] = field(default_factory=dict)
    apel: str = ""
    messy_file: str = ""


@dataclass
class Scene:
    """One body with its crew, while its story is played."""

    body: Body
    agency: Agency
    crew: dict[str, Person]
    at: datetime

    def by(self, name: str) -> Staff:
        """A member of the crew with the seats of the day."""
        return staff_of(self.crew[name], on=localdate(self.at))


def play(folder: Path, *, at: datetime, scale: float = 1.0, say: Say = print) -> Told:
    """Play the whole story into an empty installation; files that are imported are written into `folder`."""
    told = Told()
    load_library(by=Unknown(), at=at - timedelta(days=30))
    encoded = make_password(PASSWORD)
    operator(told, encoded, at - timedelta(days=30))
    for body in BODIES:
        scene = arrive(body, encoded, told, at - timedelta(days=21))
        if body.units:
            people = settle(
                scene.agency, scaled(body, scale), folder, by=scene.by("officer"), at=at - timedelta(days=20)
            )
            say(f"  {body.name}: {people} pegawai")
    told.messy_file = str(messy_file(folder, next(b for b in BODIES if b.ref == "kab-contoh")))
    for body in BODIES:
        if body.units:
            hold(body, encoded, told, at=at)
            say(f"  {body.short}: ikrar")
    return told


def operator(told: Told, encoded: str, at: datetime) -> None:
    """The person who runs the installation."""
    by = Unknown()
    person = add_person(name="Oki Contoh", position="Operator sistem", by=by, at=at)
    open_account(person, username="operator-sistem", encoded=encoded, by=by, at=at)
    roster.give_seat(person, role=Role.SYSTEM_OPERATOR, since=localdate(at), by=by, at=at)
    told.logins["system-operator"] = {"username": "operator-sistem", "password": PASSWORD}


def arrive(body: Body, encoded: str, told: Told, at: datetime) -> Scene:
    """The body joins, and its crew gets seats and logins."""
    by, chance = Unknown(), Random(body.ref)
    parent = Agency.objects.filter(ref=body.parent).first() if body.parent else None
    agency = roster.add_agency(
        ref=body.ref, code=body.code, name=body.name, kind=body.kind, parent=parent, short=body.short, zone=body.zone,
        region=body.region, place=body.place, responsible_title=body.head_title, by=by, at=at,
    )  # fmt: skip
    crew = {}
    for name, role in crew_of(body):
        person = add_person(
            name=a_name(chance, chance.choice("12")), position=title_of(name, body), by=by, at=at
        )
        username = f"{name}-{body.ref}"
        open_account(person, username=username, encoded=encoded, by=by, at=at)
        roster.give_seat(person, role=role, agency=agency, since=localdate(at), by=by, at=at)
        told.logins[f"{name}@{body.ref}"] = {"username": username, "password": PASSWORD}
        crew[name] = person
    return Scene(body, agency, crew, at)


def crew_of(body: Body) -> list[tuple[str, Role]]:
    """Who acts at a body: everybody where there are units, a few at a body that only instructs."""
    names = [name for name, _ in CREW] if body.units else ABOVE.get(body.ref, ())
    return [(name, role) for name, role in CREW if name in names]


def title_of(name: str, body: Body) -> str:
    """The position of a member of the crew."""
    titles = {"officer": "Analis SDM Aparatur", "second": "Pengelola Kepegawaian", "head": body.head_title,
              "operator": "Pengadministrasi", "task-force": "Anggota Satgas Netralitas", "auditor": "Auditor"}  # fmt: skip
    return titles[name]


def hold(body: Body, encoded: str, told: Told, *, at: datetime) -> None:
    """Drive, codes, apel, signatures: the regency's apel is open now, the others were held this morning."""
    agency = Agency.objects.get(ref=body.ref)
    crew = {name: Person.objects.get(account__username=f"{name}-{body.ref}") for name, _ in CREW}
    scene = Scene(body, agency, crew, at)
    drive = opened(scene, at=at)
    root = Unit.objects.get(agency=agency, parent=None)
    cards = programme.issue_all_codes(
        drive, [root], only_new=True, by=scene.by("officer"), at=at - timedelta(days=2)
    )
    is_open = body.ref == "kab-contoh"
    apel = held(scene, drive, at=at, is_open=is_open)
    sign(scene, drive, apel, keep={c.number for c in cards[-9:]} if is_open else set(), at=at)
    told.bodies[body.ref] = {"drive": drive.ref, "apel": apel.code, "agency": body.ref}
    if is_open:
        tell(told, apel, cards[-9:])
        play_learning(drive, by=scene.by("officer"), at=at)
        play_taskforces(agency, crew=crew, elections=ELECTIONS[body.ref], by=scene.by("officer"), at=at)
        play_vulnerabilities(agency, by=scene.by("officer"), at=at)
        play_letters(scene, at)
        play_attendance(scene, play_activities(scene, at), at=at - timedelta(days=3), closed=True)
    else:
        aftermath(scene, drive, apel, at=at)
    if body.ref == "rutan-contoh":
        above = Person.objects.get(account__username="officer-kanwil-contoh")
        play_instructions(agency, above=staff_of(above, on=localdate(at)), officer=scene.by("officer"), at=at)
    if body.ref == "kota-contoh":
        for name, username in play_invitations(scene, encoded=encoded, at=at).items():
            told.logins[f"{name}@{body.ref}"] = {"username": username, "password": PASSWORD}


def opened(scene: Scene, *, at: datetime) -> Drive:
    """The officer drafts, the head approves, the officer opens."""
    wording = programme.Wording(
        Text.objects.get(owner="", kind=Kind.PACT, superseded_by=None),
        Text.objects.get(owner="", kind=Kind.OATH, superseded_by=None),
    )
    plan = Plan(
        name=f"Ikrar netralitas pegawai {scene.body.short}", elections=ELECTIONS[scene.body.ref], statuses=STATUSES,
        deadline_at=at + timedelta(days=4), late_until=at + timedelta(days=11),
    )  # fmt: skip
    early = at - timedelta(days=5)
    drive = result_of(
        programme.draft_drive(
            scene.agency, plan=plan, wording=wording, bodies=(scene.agency,), by=scene.by("officer"), at=early
        )
    )
    programme.approve_drive(drive, seen=plan_digest(drive), by=scene.by("head"), at=at - timedelta(days=4))
    return programme.open_drive(drive, by=scene.by("officer"), at=at - timedelta(days=3))


def held(scene: Scene, drive: Drive, *, at: datetime, is_open: bool) -> Apel:
    """The apel: roles kept apart, order of signing by rank, oath read and heads counted."""
    starts = at - timedelta(minutes=20) if is_open else at - timedelta(hours=4)
    ends = at + timedelta(hours=8) if is_open else at - timedelta(hours=1)
    session = programme.Session(
        name="Apel ikrar netralitas", place=f"Halaman kantor {scene.body.short}", starts_at=starts, ends_at=ends,
        agenda="Pembukaan\nPembacaan ikrar\nPenandatanganan pakta integritas\nArahan\nDoa",
        guidance="Layani masyarakat tanpa membedakan pilihan. Bijak di media sosial.",
    )  # fmt: skip
    chance = Random(f"apel-{scene.body.ref}")
    duties = (
        programme.Duty(Part.PEMBINA, scene.crew["head"].name, scene.body.head_title),
        programme.Duty(Part.PEMIMPIN, a_name(chance, "1"), "Kepala Daerah", Term.PJ, "Keputusan Contoh 1/2024"),
        programme.Duty(Part.OATH_READER, a_name(chance, "2"), "Kepala Bagian Umum"),
        programme.Duty(Part.WITNESS, a_name(chance, "1"), "Kepala Bidang Pengawasan"),
        programme.Duty(
            Part.SYMBOLIC_SIGNER, a_name(chance, "2"), "Perwakilan pegawai", on_behalf_of="Pegawai non-ASN"
        ),
    )
    order = (
        programme.Turn("head"), programme.Turn("echelon_2", ("II.a", "II.b"), "pejabat eselon III"),
        programme.Turn("echelon_3", ("III.a", "III.b")), programme.Turn("echelon_4", ("IV.a", "IV.b")), programme.Turn("staff"),
    )  # fmt: skip
    officer = scene.by("officer")
    apel = result_of(
        programme.plan_apel(
            drive,
            host=scene.agency,
            session=session,
            duties=duties,
            order=order,
            by=officer,
            at=at - timedelta(days=2),
        )
    )
    apel = result_of(programme.open_apel(apel, by=officer, at=starts))
    for body in bodies_at(apel):
        heads = Asked.objects.filter(drive=drive, left_on=None).count()
        programme.count_heads(body, heads=round(heads * 0.9), by=officer, at=starts + timedelta(minutes=10))
    programme.note_symbolic_signing(apel, by=officer, at=starts + timedelta(minutes=12))
    return apel


def sign(scene: Scene, drive: Drive, apel: Apel, *, keep: set[int], at: datetime) -> None:
    """Most sign on their phones, some at the kiosk; those in `keep` are left for whoever tries the demo."""
    chance = Random(f"sign-{scene.body.ref}")
    root = Unit.objects.get(agency=scene.agency, parent=None)
    rows = [
        a for a in asked_in(drive, root) if a.number not in keep and chance.random() < SIGNED[scene.body.ref]
    ]
    officer, began = scene.by("officer"), apel.starts_at + timedelta(minutes=13)
    kiosk = result_of(pledges.open_kiosk(apel, witness=scene.by("second"), by=officer, at=began))
    for start in range(0, len(rows), BATCH):
        part = rows[start : start + BATCH]
        known = signers(a.pk for a in part)
        batch = []
        for row in part:
            at_kiosk = chance.random() < 0.04
            batch.append(
                Consent(
                    known[row.pk], Level.KIOSK if at_kiosk else Level.CODE, Way.KIOSK if at_kiosk else Way.PHONE, apel.pk,
                    evidence={"kiosk": kiosk.ref} if at_kiosk else {},
                )
            )  # fmt: skip
        pledges.sign_pledges(batch, by=officer, at=min(at, began + timedelta(seconds=start)))


def aftermath(scene: Scene, drive: Drive, apel: Apel, *, at: datetime) -> None:
    """After the apel: closed, a few excused, one who refuses, one late link."""
    officer = scene.by("officer")
    programme.close_apel(apel, by=officer, at=at - timedelta(minutes=50))
    root = Unit.objects.get(agency=scene.agency, parent=None)
    missing = [a for a in asked_in(drive, root) if not a.pledges.exists()]
    reasons = (Absent.LEAVE, Absent.TRAVEL, Absent.OFF_SHIFT, Absent.TRAINING)
    for n, row in enumerate(missing[1 : 1 + len(missing) // 3]):
        pledges.record_absences(
            [row], reason=reasons[n % len(reasons)], until=None, by=officer, at=at - timedelta(minutes=40)
        )
    if missing:
        who = signer(missing[0].pk)
        pledges.refuse_pledge(who, reason="", by=who, at=at - timedelta(minutes=30))
        pledges.give_late_link(
            drive,
            scene.agency,
            unit=root,
            reason="Lepas jaga malam",
            until=at + timedelta(days=2),
            by=officer,
            at=at - timedelta(minutes=20),
        )


def tell(told: Told, apel: Apel, cards: list[Card]) -> None:
    """The open apel and participants who have not signed, with their codes."""
    told.apel = apel.code
    told.participants = [{"number": str(c.number), "code": c.code, "name": c.name} for c in cards]
