"""Refusing, disputing, paper, kiosk, absence and late links: does each leave what it must and no more?"""

import json
from datetime import timedelta
from hashlib import sha256

import pytest

from ikrar.core.pledges import Absent, Answer, DisputeKind, Void, Why
from ikrar.core.verdicts import Problem, Refused
from ikrar.core.verdicts import Why as Because
from ikrar.domain.ledger.actions import Unchanged, result_of
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.models import Entry
from ikrar.domain.pledges import actions, policies, queries
from ikrar.domain.pledges.models import Dispute, Pledge, SheetLine, Withdrawal
from ikrar.domain.pledges.scans import keep_scan, read_scan
from tests.given.cast import Cast
from tests.given.pledges import a_consent, a_morning, a_pledge, an_entered_sheet

pytestmark = pytest.mark.django_db


def _not_me(cast: Cast) -> tuple[Pledge, Dispute]:
    morning = a_morning(cast)
    pledge = a_pledge(morning.ayu, cast.at)
    who = queries.signer(morning.ayu.pk)
    said = actions.raise_dispute(who, kind=DisputeKind.NOT_ME, message="Saya cuti", by=who, at=cast.at)
    return pledge, result_of(said)


def test_whoever_refused_cannot_be_signed_for(cast: Cast) -> None:
    morning = a_morning(cast)
    who = queries.signer(morning.ayu.pk)
    actions.refuse_pledge(who, reason="", by=who, at=cast.at)
    with pytest.raises(Refused) as refused:
        a_pledge(morning.ayu, cast.at)
    assert refused.value.reason == Why.REFUSED
    assert isinstance(actions.refuse_pledge(who, reason="", by=who, at=cast.at), Unchanged)


def test_a_dispute_found_right_voids_the_pledge_with_a_leaf_of_its_own(cast: Cast) -> None:
    pledge, dispute = _not_me(cast)
    actions.answer_dispute(dispute, answer=Answer.WITHDRAWN, note="", by=cast.staff(cast.sari), at=cast.at)
    withdrawal = Withdrawal.objects.get()
    leaf = bytes(Entry.objects.get(ref=withdrawal.entry).leaf)
    signed = bytes(Entry.objects.get(ref=pledge.entry).leaf)
    assert (leaf[4], leaf[5], leaf[8:32], leaf[36:100]) == (3, 1, signed[8:32], signed[36:100])
    record = json.loads(withdrawal.record)
    assert record["voids"] == str(pledge.entry)
    assert "Ayu" not in withdrawal.record
    assert queries.signer(pledge.asked_id).pledge == ""


def test_after_a_withdrawal_the_person_signs_once_more_as_a_correction(cast: Cast) -> None:
    pledge, dispute = _not_me(cast)
    actions.answer_dispute(dispute, answer=Answer.WITHDRAWN, note="", by=cast.staff(cast.sari), at=cast.at)
    again = a_pledge(pledge.asked, cast.at + timedelta(hours=1))
    assert again.round == 1
    entry = Entry.objects.get(ref=again.entry)
    assert (entry.fact, bytes(entry.leaf)[4]) == (Fact.PLEDGE_CORRECTED, 4)
    assert json.loads(again.record)["kind"] == "correction"
    with pytest.raises(Refused):
        actions.withdraw_pledge(again, reason=Void.WRONG_ENTRY, by=cast.staff(cast.sari), at=cast.at)


def test_a_dispute_is_answered_once(cast: Cast) -> None:
    _, dispute = _not_me(cast)
    sari = cast.staff(cast.sari)
    with pytest.raises(Problem):
        actions.answer_dispute(dispute, answer=Answer.CORRECTED, note="", by=sari, at=cast.at)
    actions.answer_dispute(dispute, answer=Answer.UNFOUNDED, note="Ada saksi", by=sari, at=cast.at)
    with pytest.raises(Refused) as refused:
        actions.answer_dispute(dispute, answer=Answer.WITHDRAWN, note="", by=sari, at=cast.at)
    assert refused.value.reason == Why.ALREADY_ANSWERED
    assert not Withdrawal.objects.exists()


def test_nobody_disputes_a_pledge_that_is_not_there(cast: Cast) -> None:
    who = queries.signer(a_morning(cast).ayu.pk)
    with pytest.raises(Problem):
        actions.raise_dispute(who, kind=DisputeKind.NOT_ME, message="x", by=who, at=cast.at)


def test_only_rows_that_two_officers_read_alike_become_pledges(cast: Cast) -> None:
    morning = a_morning(cast)
    sheet = an_entered_sheet(cast, morning, rows={1, 2})
    checked = actions.check_sheet(sheet, seen={2}, by=cast.staff(cast.rina), at=cast.at)
    pledge = Pledge.objects.get()
    assert (pledge.asked_id, pledge.level) == (morning.made.pk, "K")
    assert (checked.differing, checked.left_out) == ([1], [])
    leaf = bytes(Entry.objects.get(ref=pledge.entry).leaf)
    assert (leaf[5], leaf[6:8]) == (0x4B, b"\x00\x04")
    evidence = json.loads(pledge.evidence)
    assert (evidence["sheet"], evidence["row"]) == (sheet.ref, 2)
    assert evidence["entered_by"] != evidence["checked_by"]


def test_the_officer_who_typed_a_sheet_in_does_not_check_it(cast: Cast) -> None:
    sheet = an_entered_sheet(cast, a_morning(cast), rows={1})
    with pytest.raises(Refused) as refused:
        actions.check_sheet(sheet, seen={1}, by=cast.staff(cast.budi), at=cast.at)
    assert refused.value.reason == "sheet.same_officer"
    assert not Pledge.objects.exists()


def test_a_checked_sheet_is_closed(cast: Cast) -> None:
    sheet = an_entered_sheet(cast, a_morning(cast), rows={1})
    actions.check_sheet(sheet, seen={1}, by=cast.staff(cast.rina), at=cast.at)
    sheet.refresh_from_db()
    for act in (
        lambda: actions.check_sheet(sheet, seen={1, 2}, by=cast.staff(cast.sari), at=cast.at),
        lambda: actions.enter_sheet(
            sheet, signed={2}, signed_on=cast.at.date(), scan=None, by=cast.staff(cast.sari), at=cast.at
        ),
    ):
        with pytest.raises(Refused):
            act()
    assert Pledge.objects.count() == 1


def test_typing_again_corrects_until_somebody_checked(cast: Cast) -> None:
    morning = a_morning(cast)
    sheet = an_entered_sheet(cast, morning, rows={1})
    budi, day = cast.staff(cast.budi), cast.at.date()
    actions.enter_sheet(sheet, signed={2}, signed_on=day, scan=None, by=budi, at=cast.at)
    assert list(SheetLine.objects.order_by("row").values_list("entered", flat=True)) == [False, True]
    with pytest.raises(Problem):
        actions.enter_sheet(
            sheet, signed={1}, signed_on=day + timedelta(days=1), scan=None, by=budi, at=cast.at
        )


def test_a_refusal_is_not_overruled_by_paper(cast: Cast) -> None:
    morning = a_morning(cast)
    sheet = an_entered_sheet(cast, morning, rows={1})
    who = queries.signer(morning.ayu.pk)
    actions.refuse_pledge(who, reason="", by=who, at=cast.at)
    checked = actions.check_sheet(sheet, seen={1}, by=cast.staff(cast.rina), at=cast.at)
    assert (checked.pledges, checked.left_out) == ([], [1])


@pytest.mark.parametrize(("data", "reason"), [(b"MZ\x90", "upload.unreadable"), (b"", "upload.unreadable")])
def test_a_file_that_is_no_scan_is_not_kept(data: bytes, reason: str) -> None:
    with pytest.raises(Problem) as problem:
        keep_scan(data)
    assert problem.value.reason == reason


def test_a_kept_scan_is_read_back_as_it_was() -> None:
    scan = keep_scan(b"\x89PNG\r\n\x1a\n contoh")
    assert read_scan(scan.name, scan.sha256) == (b"\x89PNG\r\n\x1a\n contoh", "image/png")


def test_a_kiosk_needs_a_second_officer_of_the_place(cast: Cast) -> None:
    apel = a_morning(cast).apel
    sari, budi, anton = (cast.staff(p) for p in (cast.sari, cast.budi, cast.anton))
    for witness, reason in ((sari, Because.SAME_PERSON_TWICE), (anton, Because.NOT_YOUR_UNIT)):
        with pytest.raises(Refused) as refused:
            actions.open_kiosk(apel, witness=witness, by=sari, at=cast.at)
        assert refused.value.reason == reason
    kiosk = result_of(actions.open_kiosk(apel, witness=budi, by=sari, at=cast.at))
    assert policies.may_use_kiosk(kiosk, cast.at)
    closed = result_of(actions.close_kiosk(kiosk, by=kiosk, at=cast.at))
    assert not policies.may_use_kiosk(closed, cast.at)
    assert isinstance(actions.close_kiosk(kiosk, by=sari, at=cast.at), Unchanged)


def test_an_absence_replaces_the_one_before_and_names_nobody_in_the_ledger(cast: Cast) -> None:
    morning = a_morning(cast)
    budi = cast.staff(cast.budi)
    for reason in (Absent.LEAVE, Absent.TRAVEL):
        actions.record_absences([morning.ayu], reason=reason, until=None, by=budi, at=cast.at)
    entry = Entry.objects.filter(fact=Fact.ABSENCE_RECORDED).latest("id")
    assert (entry.subject, json.loads(entry.details)) == (morning.drive.subject_ref, {"people": 1})
    counts = queries.counts_of_body(morning.drive, cast.agency, on=cast.at.date())
    assert counts.absent == {"travel": 1}
    actions.end_absences([morning.ayu], by=budi, at=cast.at)
    assert queries.counts_of_body(morning.drive, cast.agency, on=cast.at.date()).absent == {}


def test_an_absence_ends_with_its_last_day_and_is_not_noted_for_a_signer(cast: Cast) -> None:
    morning = a_morning(cast)
    budi, today = cast.staff(cast.budi), cast.at.date()
    actions.record_absences([morning.ayu], reason=Absent.LEAVE, until=today, by=budi, at=cast.at)
    later = today + timedelta(days=1)
    assert queries.counts_of_body(morning.drive, cast.agency, on=today).not_yet == 3
    assert queries.counts_of_body(morning.drive, cast.agency, on=later).not_yet == 4
    with pytest.raises(Problem):
        actions.record_absences(
            [morning.made], reason=Absent.LEAVE, until=today - timedelta(days=1), by=budi, at=cast.at
        )
    a_pledge(morning.made, cast.at)
    with pytest.raises(Problem):
        actions.record_absences([morning.made], reason=Absent.LEAVE, until=None, by=budi, at=cast.at)


def test_a_late_link_ends_before_the_late_window_does(cast: Cast) -> None:
    morning = a_morning(cast)
    sari = cast.staff(cast.sari)
    for until in (cast.at, morning.drive.late_until + timedelta(minutes=1)):
        with pytest.raises(Problem):
            actions.give_late_link(morning.drive, cast.agency, reason="Sakit", until=until, by=sari, at=cast.at)
    until = cast.at + timedelta(hours=5)
    link = result_of(
        actions.give_late_link(
            morning.drive, cast.agency, unit=cast.education, reason="Jaga", until=until, by=sari, at=cast.at
        )
    )
    door = queries.entrance_for(link.ref.lower())
    assert policies.may_enter(door, until) and not policies.may_enter(door, until + timedelta(seconds=1))
    found = [queries.asked_by_number(door, str(n)) for n in (101, 103, 104)]
    assert found == [morning.ayu, morning.nyoman, None]  # the school lies below the office; health does not


def test_a_pledge_of_a_wrong_person_can_be_voided_without_a_dispute(cast: Cast) -> None:
    morning = a_morning(cast)
    pledge = a_pledge(morning.ayu, cast.at)
    sari = cast.staff(cast.sari)
    actions.withdraw_pledge(pledge, reason=Void.WRONG_ENTRY, by=sari, at=cast.at)
    again = actions.withdraw_pledge(pledge, reason=Void.NOT_ME, by=sari, at=cast.at)
    assert isinstance(again, Unchanged) and again.result.reason == Void.WRONG_ENTRY
    assert a_consent(morning.ayu).signer.last_round == 0
    assert Entry.objects.filter(fact=Fact.PLEDGE_WITHDRAWN).count() == 1


def test_nobody_is_named_by_what_the_public_may_read(cast: Cast) -> None:
    morning = a_morning(cast)
    pledge = a_pledge(morning.ayu, cast.at)
    leaf = bytes(Entry.objects.get(ref=pledge.entry).leaf)
    nip = morning.ayu.employee.nip.encode()
    for told in (b"Ayu Lestari", nip, sha256(nip).digest(), sha256(b"Ayu Lestari").digest()):
        assert told[:16] not in leaf
