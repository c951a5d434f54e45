"""Invitations on a phone: register in a minute, see the guidance, get the disposition, leave in one tap, report."""

from django.http import HttpResponse
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from ikrar.core.invitations import Decision, Left
from ikrar.core.verdicts import Hidden, Problem
from ikrar.domain.invitations import actions, policies, queries
from ikrar.domain.invitations.scans import draw_scan
from ikrar.domain.ledger.actions import result_of
from ikrar.domain.ledger.files import read_file
from ikrar.domain.letters.actions import draft_letter
from ikrar.domain.letters.queries import letters_seen_by
from ikrar.domain.people.grants import Permission
from ikrar.domain.roster.queries import agencies_seen_by, agency_for
from ikrar.domain.roster.seat_queries import holders_of, is_candidate
from ikrar.web.invitations import forms, guidance
from ikrar.web.shell.access import Request, open_to
from ikrar.web.shell.answers import answer, say_and_go
from ikrar.web.shell.forms import OnceForm

REGISTER, DECIDE, DRAFT = Permission.INVITATION_REGISTER, Permission.INVITATION_DECIDE, Permission.LETTER_DRAFT


@open_to(REGISTER)
def index(request: Request) -> HttpResponse:
    """Own invitations and those to decide; whoever stands for election sees own ones only."""
    today = localdate(request.now)
    rows = list(queries.invitations_seen_by(request.staff, on=today)[:60])
    bodies = [
        a for a in agencies_seen_by(request.staff, REGISTER)[:20] if policies.may_register(request.staff, a)
    ]
    waiting = [r for r in rows if policies.may_decide(request.staff, r, today)]
    stands = is_candidate(request.staff.person, today)
    counted = [] if stands else queries.bodies_to_count(request.staff)
    return answer(
        request, "invitations/index.html", rows=[r for r in rows if r not in waiting], waiting=waiting, bodies=bodies,
        stands=stands, counted=counted,
    )  # fmt: skip


@open_to(REGISTER)
def register(request: Request, agency: str) -> HttpResponse:
    """The few things to type; only three are required."""
    body = agency_for(request.staff, agency, REGISTER)
    policies.may_register(request.staff, body).require()
    people = holders_of(REGISTER, body, on=localdate(request.now))
    form = forms.Register(
        request.POST or None, request.FILES or None, zone=body.zone, people=people, me=request.staff.person
    )
    if form.is_valid():
        file = form.cleaned_data["scan"]
        try:
            drawn = draw_scan(file.read()) if file else None
            made = result_of(
                actions.register_invitation(
                    body, asked=form.asked(drawn), by=request.staff, at=request.now, key=form.key
                )
            )
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(
                request, _("Undangan dicatat. Pimpinan sudah diberi tahu."), "invitations:invitation", made.ref
            )
    return answer(request, "invitations/register.html", body=body, form=form)


@open_to(REGISTER)
def complete(request: Request, ref: str) -> HttpResponse:
    """What was left open, and the photo of the letter, until there is a disposition."""
    found = queries.invitation_for(request.staff, ref, on=localdate(request.now))
    policies.may_complete(request.staff, found).require()
    people = holders_of(REGISTER, found.agency, on=localdate(request.now))
    form = forms.Register(
        request.POST or None, request.FILES or None, zone=found.agency.zone, people=people, me=request.staff.person,
        initial=forms.known_of(found),
    )  # fmt: skip
    if form.is_valid():
        file = form.cleaned_data["scan"]
        try:
            drawn = draw_scan(file.read()) if file else None
            asked = form.asked(drawn)
            actions.complete_invitation(found, asked=asked, by=request.staff, at=request.now, key=form.key)
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(
                request, _("Undangan dilengkapi. Pimpinan diberi tahu."), "invitations:invitation", ref
            )
    return answer(request, "invitations/register.html", body=found.agency, form=form, invitation=found)


@open_to(REGISTER)
def detail(request: Request, ref: str) -> HttpResponse:
    """One invitation: guidance, disposition, what is allowed and not, the button that says "I left"."""
    found = queries.invitation_for(request.staff, ref, on=localdate(request.now))
    advice = queries.advice_on(found)
    return answer(
        request, "invitations/invitation.html", invitation=found, agency=found.agency,
        readings=guidance.readings(advice), allowed=guidance.allowed(advice), forbidden=guidance.forbidden(),
        is_refused=guidance.is_refused(advice),
        may_decide=policies.may_decide(request.staff, found, localdate(request.now)),
        may_complete=policies.may_complete(request.staff, found),
        may_leave=found.left_at is None and policies.may_say_left(request.staff, found, request.now),
        may_report=policies.may_report(request.staff, found, request.now), leave=forms.Leave(),
        may_draft=bool(found.decision) and request.staff.permits_at(DRAFT, found.agency),
        letters=letters_seen_by(request.staff).filter(about=found.subject_ref), is_soon=0 <= (found.begins_at - request.now).total_seconds() <= 7200,
    )  # fmt: skip


@open_to(DECIDE)
def decide(request: Request, ref: str) -> HttpResponse:
    """The disposition of the PPK or Sekda."""
    found = queries.invitation_for(request.staff, ref, on=localdate(request.now))
    policies.may_decide(request.staff, found, localdate(request.now)).require()
    form = forms.Decide(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.decide_invitation(
                found,
                decision=Decision(data["decision"]),
                note=data["note"],
                by=request.staff,
                at=request.now,
                key=form.key,
            )
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Disposisi disimpan."), "invitations:invitation", ref)
    return answer(
        request, "invitations/decide.html", invitation=found, form=form, readings=guidance.readings(queries.advice_on(found)),
        is_late=request.now > found.begins_at,
    )  # fmt: skip


@open_to(DRAFT)
def letter(request: Request, ref: str) -> HttpResponse:
    """Draft the duty letter or the polite answer from the record; it is edited as a letter."""
    found = queries.invitation_for(request.staff, ref, on=localdate(request.now))
    if found.decision not in {Decision.ATTEND, Decision.DECLINE}:
        raise Hidden
    form = OnceForm(request.POST or None)
    if form.is_valid():
        today = localdate(request.now)
        able = holders_of(Permission.LETTER_SIGN, found.agency, on=today)
        signers = [p for p in able if policies.may_sign_for(p, found, today)]
        with translation.override("id"):  # letters are Indonesian, in whatever language the page is read
            said = guidance.letter_draft(found, queries.advice_on(found), signers[0] if signers else None)
        made = result_of(draft_letter(found.agency, draft=said, by=request.staff, at=request.now, key=form.key))
        return say_and_go(request, _("Konsep surat dibuat. Periksa dan lengkapi."), "letters:letter", made.ref)
    return answer(request, "invitations/letter.html", invitation=found, form=form)


@open_to(REGISTER)
def leave(request: Request, ref: str) -> HttpResponse:
    """ "I left": one choice, one tap, no photo; pressing twice changes nothing."""
    found = queries.invitation_for(request.staff, ref, on=localdate(request.now))
    form = forms.Leave(request.POST or None)
    if form.is_valid():
        reason = Left(form.cleaned_data["reason"])
        actions.say_left(found, reason=reason, by=request.staff, at=request.now, key=form.key)
        return say_and_go(request, _("Tercatat. Anda sudah meninggalkan acara."), "invitations:invitation", ref)
    policies.may_say_left(request.staff, found, request.now).require()
    return answer(request, "invitations/leave.html", invitation=found, form=form)


@open_to(REGISTER)
def report(request: Request, ref: str) -> HttpResponse:
    """Afterwards, short."""
    found = queries.invitation_for(request.staff, ref, on=localdate(request.now))
    policies.may_report(request.staff, found, request.now).require()
    form = forms.Report(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.report_attendance(
                found,
                attended=data["attended"] == "ya",
                words=data["words"],
                by=request.staff,
                at=request.now,
                key=form.key,
            )
        except Problem as problem:
            form.refuse(problem)
        else:
            return say_and_go(request, _("Laporan disampaikan."), "invitations:invitation", ref)
    return answer(request, "invitations/report.html", invitation=found, form=form)


@open_to(REGISTER)
def scan(request: Request, ref: str) -> HttpResponse:
    """The photo or scan of the letter."""
    found = queries.invitation_for(request.staff, ref, on=localdate(request.now))
    if not found.scan:
        raise Hidden
    data, kind = read_file(found.scan, bytes(found.scan_sha256 or b""))
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = (
        f'attachment; filename="undangan-{found.ref}.{found.scan.rpartition(".")[2]}"'
    )
    return response
