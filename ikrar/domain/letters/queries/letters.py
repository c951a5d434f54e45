"""Reading letters: which may this person see, what waits for whom, what does a letter say, and who may sign it?"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from ikrar.core import letters_content
from ikrar.core.letters import Kind
from ikrar.core.letters_content import Content
from ikrar.core.letters_stages import BINDING, SignerBlock, Stage, whose_turn
from ikrar.core.programme import Term
from ikrar.core.verdicts import Hidden
from ikrar.domain.letters.models import Initial, Letter, LetterVersion, Sending
from ikrar.domain.people.grants import GRANTS, Permission
from ikrar.domain.people.models import Person
from ikrar.domain.roster.models import Agency, Seat
from ikrar.domain.roster.queries import Staff
from ikrar.domain.roster.seat_queries import candidacies

OF_INVITATIONS = "invitation:"  # what such letters are about: invitations by parties and candidates


def bodies_of(staff: Staff, permission: Permission) -> QuerySet[Agency]:
    """The bodies for whose letters the person holds the permission, in tree order.

    Letters belong to the body: a seat at one of its units does not open them.
    """
    reach = Q(pk__in=[])
    for seat in staff.seats:
        if permission not in GRANTS[seat.role] or seat.unit is not None:
            continue
        if seat.agency is None:
            return Agency.objects.order_by("first", "pk")
        reach |= Q(first__gte=seat.agency.first, first__lte=seat.agency.last)
    return Agency.objects.filter(reach).order_by("first", "pk")


def letters_seen_by(staff: Staff) -> QuerySet[Letter]:
    """The letters of the person's bodies, and those that the person initials or signs there; the newest first.

    Whoever stands for election sees none that belongs to an invitation by a contestant.
    """
    seen = bodies_of(staff, Permission.LETTER_VIEW).order_by().values("pk")
    mine = Initial.objects.filter(letter=OuterRef("pk"), person=staff.person)
    asked = (Q(signer=staff.person) | Exists(mine)) & ~Q(stage=Stage.DRAFT) & _at_home(staff)
    closed = Q(about__startswith=OF_INVITATIONS) & Exists(candidacies(staff.person, staff.on))
    return (
        Letter.objects.filter(Q(agency__in=seen) | asked)
        .exclude(closed)
        .select_related("agency", "signer", "number_row")
        .order_by("-drafted_at", "-pk")
    )


def _at_home(staff: Staff) -> Q:
    """Bodies in which the person holds any seat today: whoever has gone sees nothing any more."""
    reach = Q(pk__in=[])
    for seat in staff.seats:
        if seat.agency is not None:
            reach |= Q(agency__first__gte=seat.agency.first, agency__first__lte=seat.agency.last)
    return reach


def letter_for(staff: Staff, ref: str) -> Letter:
    """The door to a letter. Raises Hidden."""
    found = letters_seen_by(staff).filter(ref=ref).first()
    if found is None:
        raise Hidden
    return found


def letter_by_ref(ref: str) -> Letter:
    """The letter with this reference, for what the program does by itself. Raises Hidden."""
    found = Letter.objects.select_related("agency", "signer", "number_row").filter(ref=ref).first()
    if found is None:
        raise Hidden
    return found


def letters_about(about: str, staff: Staff | None = None) -> list[Letter]:
    """The letters that belong to a thing (a ledger subject), the oldest first: those that this person sees.

    Without `staff` all of them, for what the program does by itself: the door of a thing opens none of its letters.
    """
    rows = Letter.objects.select_related("agency") if staff is None else letters_seen_by(staff)
    return list(rows.filter(about=about).order_by("drafted_at", "pk"))


def to_initial(staff: Staff) -> QuerySet[Letter]:
    """The letters that wait for the initials of this person now, the oldest first."""
    waiting = Initial.objects.filter(letter=OuterRef("pk"), given_at=None).order_by("place_in_order")
    rows = letters_seen_by(staff).filter(stage=Stage.SUBMITTED)
    mine = rows.annotate(turn=Subquery(waiting.values("person")[:1])).filter(turn=staff.person.pk)
    return mine.order_by("submitted_at", "pk")


def to_sign(staff: Staff) -> QuerySet[Letter]:
    """The letters that wait for the signature of this person: everybody before has initialled."""
    waiting = Initial.objects.filter(letter=OuterRef("pk"), given_at=None)
    rows = letters_seen_by(staff).filter(~Exists(waiting), stage=Stage.SUBMITTED, signer=staff.person)
    return rows.order_by("submitted_at", "pk")


def initials_of(letter: Letter) -> list[Initial]:
    """Who initials a letter, in order."""
    return list(Initial.objects.filter(letter=letter).select_related("person").order_by("place_in_order"))


def next_to_initial(letter: Letter) -> Initial | None:
    """Whose initials come next; None when all are there."""
    rows = initials_of(letter)
    place = whose_turn([i.given_at is not None for i in rows])
    return None if place is None else rows[place]


def sendings_of(letter: Letter) -> list[Sending]:
    """Where a letter went, in order."""
    return list(Sending.objects.filter(letter=letter).order_by("sent_on", "pk"))


def versions_of(letter: Letter) -> list[LetterVersion]:
    """Every version of a letter, the oldest first."""
    return list(LetterVersion.objects.filter(letter=letter).order_by("number"))


def version_of(letter: Letter, number: int) -> LetterVersion:
    """One version of a letter. Raises Hidden."""
    found = LetterVersion.objects.filter(letter=letter, number=number).first()
    if found is None:
        raise Hidden
    return found


def content_of(letter: Letter) -> Content:
    """What a letter says now."""
    return letters_content.unpack(version_of(letter, letter.version).content)


def digest_of(letter: Letter) -> bytes:
    """The digest of what a letter says now: what is frozen at submission."""
    return letters_content.digest(
        Kind(letter.kind), letter.subject, letter.nature, letter.paper, content_of(letter)
    )


def _may_sign(kind: str) -> set[str]:
    """The roles whose seat lets somebody sign a letter of this kind for the body."""
    wanted = {Permission.LETTER_SIGN} if kind in BINDING else {Permission.LETTER_SIGN, Permission.LETTER_DRAFT}
    return {role for role, granted in GRANTS.items() if granted & wanted}


def _held(agency: Agency, on: date) -> QuerySet[Seat]:
    over = Q(agency__first__lte=agency.first, agency__last__gte=agency.first)
    held = Q(until__isnull=True) | Q(until__gte=on)
    return Seat.objects.filter(over & held, since__lte=on).order_by("-agency__first", "pk")


def seat_to_sign(person: Person, agency: Agency, kind: str, on: date) -> Seat | None:
    """The seat from which somebody signs a letter of this kind on a day, the nearest; None without one."""
    return _held(agency, on).filter(person=person, unit=None, role__in=_may_sign(kind)).first()


def signers_at(agency: Agency, kind: str, on: date) -> QuerySet[Person]:
    """The people who may sign a letter of this kind for a body on a day, by name."""
    seats = _held(agency, on).filter(unit=None, role__in=_may_sign(kind)).order_by()
    return Person.objects.filter(seats__in=seats).distinct().order_by("name", "pk")


def candidates_at(agency: Agency, on: date) -> QuerySet[Person]:
    """The people of a body who have an account and can be asked for initials, by name."""
    seats = _held(agency, on).order_by()
    with_account = Person.objects.filter(seats__in=seats, account__is_active=True)
    return with_account.distinct().order_by("name", "pk")


def default_block(agency: Agency, signer: Person | None, kind: str, on: date) -> SignerBlock:
    """The foot of a letter as the seats of the day give it; the responsible official where no signer is named."""
    if signer is None:
        return SignerBlock(office=agency.responsible_title, name=agency.responsible_name)
    seat = seat_to_sign(signer, agency, kind, on)
    term, basis = (Term(seat.term), seat.basis) if seat else (Term.DEFINITIVE, "")
    office = signer.position or agency.responsible_title
    return SignerBlock(office=office, term=term, basis=basis, name=signer.name, nip=signer.nip or "")


def names_behind(actors: Iterable[str]) -> dict[str, str]:
    """The names of the people whom the ledger knows by these actors; whoever was erased has none."""
    refs = {a.removeprefix("person:") for a in actors if a.startswith("person:")}
    rows = Person.objects.filter(ref__in=refs).values_list("ref", "name")
    return {f"person:{ref}": name for ref, name in rows if name}


def drafts_of(staff: Staff) -> QuerySet[Letter]:
    """The drafts that this person began or that came back, the newest first."""
    return letters_seen_by(staff).filter(stage=Stage.DRAFT, drafted_by=staff.actor_ref)


def letters_at(staff: Staff, agency: Agency, *, stage: str = "", search: str = "") -> QuerySet[Letter]:
    """The letters of one body that a person sees, by stage and by what was typed; the newest first."""
    rows = letters_seen_by(staff).filter(agency=agency)
    if stage:
        rows = rows.filter(stage=stage)
    if search:
        rows = rows.filter(Q(subject__icontains=search) | Q(number__icontains=search))
    return rows


def signed_between(agency: Agency, since: date, until: date) -> list[Letter]:
    """The signed letters of a body that bear a day in this span, by day."""
    rows = Letter.objects.filter(agency=agency, stage__in=(Stage.SIGNED, Stage.SENT))
    dated = rows.filter(dated_on__gte=since, dated_on__lte=until).select_related("agency", "signer")
    return list(dated.order_by("dated_on", "number", "pk"))
