"""Reading instructions: which one sees, whom they reach, what they ask, what was answered, and the doors to all that."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from ikrar.core.instructions import Reach, Stage
from ikrar.core.verdicts import Hidden
from ikrar.domain.letters.models import Incoming, Letter
from ikrar.domain.letters.queries import incoming_seen_by, letters_seen_by
from ikrar.domain.people.grants import Permission
from ikrar.domain.programme.models import (
    Drive,
    Instruction,
    InstructionChange,
    InstructionItem,
    InstructionTarget,
    ItemAnswer,
    ReceiverForm,
)
from ikrar.domain.roster.models import Agency, Unit
from ikrar.domain.roster.queries import Staff, agencies_seen_by

VIEW, MANAGE = Permission.INSTRUCTION_VIEW, Permission.INSTRUCTION_MANAGE
LETTERS_TO_CHOOSE = 60


def instructions_seen_by(staff: Staff) -> QuerySet[Instruction]:
    """Those issued by bodies in the person's reach, and those that reach such a body; the newest first."""
    bodies = agencies_seen_by(staff, VIEW).order_by().values("pk")
    reached = InstructionTarget.objects.filter(agency__in=bodies).values("instruction")
    seen = Q(agency__in=bodies) | (Q(pk__in=reached) & ~Q(stage=Stage.DRAFT))
    rows = Instruction.objects.filter(seen).select_related("agency", "parent__agency", "letter", "incoming")
    return rows.order_by("-drafted_at", "-pk")


def issued_by(staff: Staff) -> QuerySet[Instruction]:
    """The instructions of the bodies in reach."""
    return instructions_seen_by(staff).filter(agency__in=agencies_seen_by(staff, VIEW).order_by().values("pk"))


def received_by(staff: Staff) -> QuerySet[InstructionTarget]:
    """Where the person's own bodies and units are reached by an instruction in force or ended, the newest first."""
    rows = InstructionTarget.objects.filter(_own_targets(staff)).exclude(instruction__stage=Stage.DRAFT)
    return rows.select_related("instruction__agency", "agency", "unit").order_by(
        "-instruction__issued_at", "pk"
    )


def own_targets_in_force(staff: Staff) -> list[InstructionTarget]:
    """What binds the bodies and units in which the person holds a seat."""
    return list(received_by(staff).filter(instruction__stage=Stage.ISSUED))


def issued_at_home(staff: Staff) -> list[Instruction]:
    """The instructions in force of the bodies in which the person holds a seat."""
    homes = [seat.agency.pk for seat in staff.seats if seat.agency is not None and seat.unit is None]
    rows = Instruction.objects.filter(agency__in=homes, stage=Stage.ISSUED).select_related("agency")
    return list(rows.order_by("issued_at", "pk"))


def in_force() -> list[Instruction]:
    """Every instruction that binds somebody now."""
    return list(Instruction.objects.filter(stage=Stage.ISSUED).select_related("agency").order_by("pk"))


def _own_targets(staff: Staff) -> Q:
    """Targets at home: the body of a seat, or the units at and below a seat; never bodies further down the tree."""
    own = Q(pk__in=[])
    for seat in staff.seats:
        if seat.agency is None:
            continue
        if seat.unit is None:
            own |= Q(agency=seat.agency)
        else:
            own |= Q(agency=seat.agency, unit__first__gte=seat.unit.first, unit__first__lte=seat.unit.last)
    return own


def instruction_for(staff: Staff, ref: str) -> Instruction:
    """The door to an instruction. Raises Hidden."""
    found = instructions_seen_by(staff).filter(ref=ref).first()
    if found is None:
        raise Hidden
    return found


def instruction_by_ref(ref: str) -> Instruction:
    """The instruction of an entry, for what the program does by itself. Raises Hidden."""
    found = Instruction.objects.select_related("agency", "parent").filter(ref=ref).first()
    if found is None:
        raise Hidden
    return found


def items_of(instruction: Instruction) -> list[InstructionItem]:
    """What is asked, in order; without what was dropped."""
    return list(items_of_all([instruction]))


def items_of_all(instructions: Iterable[Instruction]) -> QuerySet[InstructionItem]:
    """What these instructions ask, in order; one statement."""
    rows = InstructionItem.objects.filter(instruction__in=list(instructions), is_dropped=False)
    return rows.select_related("instruction", "parent", "drive").order_by("instruction", "place_in_order", "pk")


def item_for(instruction: Instruction, pk: int) -> InstructionItem:
    """The door to one item that still stands. Raises Hidden."""
    found = items_of_all([instruction]).filter(pk=pk).first()
    if found is None:
        raise Hidden
    return found


def targets_of(instruction: Instruction) -> list[InstructionTarget]:
    """Whom it reaches, in tree order."""
    rows = InstructionTarget.objects.filter(instruction=instruction)
    rows = rows.select_related("instruction__agency", "agency", "unit")
    return list(rows.order_by("agency__first", "agency", "unit__first", "pk"))


def targets_of_all(instructions: Iterable[Instruction]) -> list[InstructionTarget]:
    """Whom these instructions reach; one statement."""
    rows = InstructionTarget.objects.filter(instruction__in=list(instructions))
    return list(rows.select_related("instruction", "agency", "unit").order_by("instruction", "pk"))


def targets_seen_by(staff: Staff, instruction: Instruction) -> list[InstructionTarget]:
    """The targets that this person may look at: the issuer's people all of them, others their own part of the tree."""
    return [t for t in targets_of(instruction) if sees_target(staff, instruction, t)]


def sees_target(staff: Staff, instruction: Instruction, target: InstructionTarget) -> bool:
    """Whether the person may look at the work of this target."""
    is_issuer = staff.permits_at(VIEW, instruction.agency)
    return is_issuer or staff.permits_at(VIEW, target.agency, target.unit)


def target_for(staff: Staff, instruction: Instruction, pk: int) -> InstructionTarget:
    """The door to the work of one target. Raises Hidden."""
    found = next((t for t in targets_of(instruction) if t.pk == pk), None)
    if found is None or not sees_target(staff, instruction, found):
        raise Hidden
    return found


def targets_at(instruction: Instruction, agency: Agency) -> list[InstructionTarget]:
    """The targets of one body in an instruction: itself, or units of it."""
    return [t for t in targets_of(instruction) if t.agency_id == agency.pk]


def body_target(instruction: Instruction, agency: Agency) -> InstructionTarget | None:
    """The body as a whole as a target."""
    found = InstructionTarget.objects.filter(instruction=instruction, agency=agency, unit=None)
    return found.select_related("agency", "instruction__agency").first()


def bodies_below(agency: Agency) -> QuerySet[Agency]:
    """The bodies below a body, itself left out, in tree order."""
    return Agency.objects.filter(first__gt=agency.first, first__lte=agency.last).order_by("first", "pk")


def reached_bodies(agency: Agency, reach: Reach) -> list[Agency]:
    """The bodies of a part of the tree that is not chosen one by one."""
    below = bodies_below(agency)
    return list(below.filter(parent=agency) if reach is Reach.CHILDREN else below)


def units_to_instruct(agency: Agency) -> list[Unit]:
    """The units of a body below its root, in tree order."""
    rows = Unit.objects.filter(agency=agency, closed_on=None).exclude(parent=None).select_related("agency")
    return list(rows.order_by("first", "pk"))


def changes_of(instruction: Instruction) -> list[InstructionChange]:
    """What was changed after the issue, the newest first."""
    return list(instruction.changes.order_by("-changed_at", "-pk"))


def passed_on_by(agency: Agency, instruction: Instruction) -> list[Instruction]:
    """What a body passed on of an instruction, drafts too."""
    rows = Instruction.objects.filter(parent=instruction, agency=agency).select_related("agency")
    return list(rows.order_by("drafted_at", "pk"))


def passed_on(staff: Staff, instruction: Instruction) -> list[Instruction]:
    """What was passed on of an instruction, as far as the person may see it."""
    rows = instructions_seen_by(staff).filter(parent=instruction)
    return list(rows.order_by("agency__first", "drafted_at", "pk"))


def answers_to(items: Iterable[InstructionItem]) -> list[ItemAnswer]:
    """Every answer to these items, the oldest first; one statement."""
    rows = ItemAnswer.objects.filter(item__in=list(items)).select_related("letter")
    return list(rows.order_by("answered_at", "pk"))


def answer_for(target: InstructionTarget, pk: int) -> ItemAnswer:
    """The door to one answer of a target whose door was passed. Raises Hidden when there is none with a document."""
    found = ItemAnswer.objects.filter(target=target, pk=pk).exclude(document="").first()
    if found is None:
        raise Hidden
    return found


def letters_to_choose(staff: Staff, agency: Agency) -> list[Letter]:
    """Signed letters of a body that this person may read, the newest first, to name as proof or as the order."""
    rows = letters_seen_by(staff).filter(agency=agency, stage__in=("signed", "sent"))
    return list(rows.order_by("-dated_on", "-pk")[:LETTERS_TO_CHOOSE])


def incoming_to_choose(staff: Staff, agency: Agency) -> list[Incoming]:
    """Letters that came in and that this person may read, the newest first: by one of them an order came."""
    return list(
        incoming_seen_by(staff).filter(agency=agency).order_by("-received_on", "-pk")[:LETTERS_TO_CHOOSE]
    )


def drives_to_choose(agency: Agency) -> list[Drive]:
    """The drives of a body, the newest first: a share of signatures may be asked in one of them."""
    return list(Drive.objects.filter(agency=agency).exclude(stage="draft").order_by("-pk")[:30])


def forms_of(agency: Agency) -> list[ReceiverForm]:
    """The receivers' forms of a body, by name."""
    return list(ReceiverForm.objects.filter(agency=agency).order_by("name", "pk"))


def receiver_form_for(staff: Staff, ref: str) -> ReceiverForm:
    """The door to a receiver's form. Raises Hidden."""
    bodies = agencies_seen_by(staff, MANAGE)
    found = ReceiverForm.objects.filter(ref=ref, agency__in=bodies).select_related("agency").first()
    if found is None:
        raise Hidden
    return found
