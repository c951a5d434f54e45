"""Who decides, who is kept out, what is counted, and what is left after the schedule has been?"""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from django.core.files.storage import default_storage
from hypothesis import given
from hypothesis import strategies as st

from ikrar.core.invitations import Addressee, Decision, Left, destruction
from ikrar.core.verdicts import Hidden, Problem, Refused
from ikrar.domain.invitations import actions, notices, policies, queries
from ikrar.domain.invitations.models import Invitation
from ikrar.domain.invitations.scans import draw_scan, keep_drawn
from ikrar.domain.ledger.actions import Unchanged, Worker, result_of
from ikrar.domain.ledger.files import read_file
from ikrar.domain.ledger.models import Entry
from ikrar.domain.letters import policies as letter_policies
from ikrar.domain.letters.actions import draft_letter
from ikrar.domain.letters.queries import letters_seen_by
from ikrar.domain.people.models import Notice
from tests.given.cast import Cast
from tests.given.invitations import a_photo, an_invitation, asked
from tests.given.letters import a_draft

pytestmark = pytest.mark.django_db


def decided(cast: Cast, row: Invitation, decision: Decision = Decision.ATTEND) -> None:
    actions.decide_invitation(
        row, decision=decision, note="Hadir sebentar", by=cast.staff(cast.hadi), at=cast.at
    )


def test_the_head_decides_and_nobody_else(cast: Cast) -> None:
    row = an_invitation(cast)
    for person in (cast.budi, cast.sari, cast.rina, cast.anton):
        with pytest.raises(Refused):
            actions.decide_invitation(row, decision=Decision.ATTEND, note="", by=cast.staff(person), at=cast.at)
    decided(cast, row)
    with pytest.raises(Refused, match="decided_already"):
        decided(cast, row, Decision.DECLINE)


def test_nobody_decides_on_the_own_invitation(cast: Cast) -> None:
    row = an_invitation(cast, invited=cast.hadi)
    with pytest.raises(Refused, match=r"invitation\.own"):
        decided(cast, row)


def test_more_facts_may_be_asked_for_before_the_decision(cast: Cast) -> None:
    row = an_invitation(cast)
    with pytest.raises(Problem, match="say_what_is_missing"):
        actions.decide_invitation(row, decision=Decision.ASK, note=" ", by=cast.staff(cast.hadi), at=cast.at)
    decided(cast, row, Decision.ASK)
    decided(cast, row, Decision.DECLINE)
    row.refresh_from_db()
    assert row.decision == "decline"


def test_what_was_asked_for_is_filled_in_and_waits_again(cast: Cast) -> None:
    row, budi = an_invitation(cast, place=""), cast.staff(cast.budi)
    decided(cast, row, Decision.ASK)
    more = asked(cast, place="Gedung Contoh")
    with pytest.raises(Refused, match="not_yours"):
        actions.complete_invitation(row, asked=more, by=cast.staff(cast.sari), at=cast.at)
    actions.complete_invitation(row, asked=more, by=budi, at=cast.at)
    row.refresh_from_db()
    assert (row.decision, row.place) == ("", "Gedung Contoh")
    for entry in Entry.objects.filter(fact="invitation.registered").order_by("pk"):
        notices.notify_deciders(entry, cast.at)
    assert Notice.objects.filter(person=cast.hadi, kind="invitation.registered").count() == 2
    decided(cast, row)
    with pytest.raises(Refused, match="decided_already"):
        actions.complete_invitation(row, asked=more, by=budi, at=cast.at)


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_a_new_photo_takes_the_place_of_the_old_one(cast: Cast) -> None:
    budi = cast.staff(cast.budi)
    row = an_invitation(cast, scan=draw_scan(a_photo()))
    old = row.scan
    actions.complete_invitation(row, asked=asked(cast), by=budi, at=cast.at)
    assert row.scan == old and default_storage.exists(old)
    actions.complete_invitation(row, asked=asked(cast, scan=draw_scan(a_photo(wide=True))), by=budi, at=cast.at)
    assert row.scan != old and default_storage.exists(row.scan) and not default_storage.exists(old)


def test_one_person_or_one_name(cast: Cast) -> None:
    with pytest.raises(Problem, match="one_of_two"):
        an_invitation(cast, invited_name="Orang Lain")


def test_who_has_reported_leaves_no_more(cast: Cast) -> None:
    row, there, budi = an_invitation(cast), cast.at + timedelta(days=2, hours=1), cast.staff(cast.budi)
    decided(cast, row)
    actions.report_attendance(row, attended=False, words="Tidak jadi hadir.", by=budi, at=there)
    with pytest.raises(Refused, match="reported_already"):
        actions.say_left(row, reason=Left.TIME, by=budi, at=there)


def test_an_event_in_an_hour_is_taken_and_a_late_decision_says_so(cast: Cast) -> None:
    row = an_invitation(cast, begins_at=cast.at + timedelta(hours=1))
    actions.decide_invitation(
        row, decision=Decision.ATTEND, note="", by=cast.staff(cast.hadi), at=cast.at + timedelta(hours=2)
    )
    assert Invitation.objects.get().was_late


def test_an_event_of_long_ago_and_an_invitation_for_nobody_are_refused(cast: Cast) -> None:
    with pytest.raises(Problem, match="too_long_ago"):
        an_invitation(cast, begins_at=cast.at - timedelta(days=90))
    with pytest.raises(Problem, match="for_whom"):
        an_invitation(cast, invited=None)


def test_i_left_counts_once_and_only_for_the_invited(cast: Cast) -> None:
    row, there = an_invitation(cast), cast.at + timedelta(days=2, hours=1)
    budi = cast.staff(cast.budi)
    with pytest.raises(Refused, match="not_decided"):
        actions.say_left(row, reason=Left.TIME, by=budi, at=there)
    decided(cast, row)
    with pytest.raises(Refused, match="not_begun"):
        actions.say_left(row, reason=Left.TIME, by=budi, at=cast.at)
    with pytest.raises(Refused, match="not_yours"):
        actions.say_left(row, reason=Left.TIME, by=cast.staff(cast.sari), at=there)
    actions.say_left(row, reason=Left.PERSUASION, by=budi, at=there)
    again = actions.say_left(row, reason=Left.TIME, by=budi, at=there + timedelta(minutes=5))
    assert isinstance(again, Unchanged)
    row.refresh_from_db()
    assert (row.left_at, row.left_reason) == (there, "persuasion")
    actions.report_attendance(row, attended=True, words="Pulang pukul sembilan.", by=budi, at=there)
    with pytest.raises(Refused, match="reported_already"):
        actions.report_attendance(row, attended=True, words="Lagi", by=budi, at=there)


def test_whoever_stands_for_election_sees_own_invitations_only(cast: Cast) -> None:
    row, hadi, today = an_invitation(cast), cast.staff(cast.hadi), cast.at.date()
    own = an_invitation(cast, invited=cast.hadi)
    assert {r.pk for r in queries.invitations_seen_by(hadi, on=today)} == {row.pk, own.pk}
    actions.note_candidacy(
        cast.hadi, cast.agency, since=today, until=None, by=cast.staff(cast.sari), at=cast.at
    )
    assert [r.pk for r in queries.invitations_seen_by(hadi, on=today)] == [own.pk]
    with pytest.raises(Hidden):
        queries.totals_for(hadi, cast.agency.ref, on=today)
    with pytest.raises(Refused, match="stands_for_election"):
        decided(cast, row)
    assert not notices.notify_deciders(Entry.objects.filter(fact="invitation.registered")[0], cast.at)


def test_totals_are_by_kind_and_never_by_party_and_small_ones_are_withheld(cast: Cast) -> None:
    for _ in range(6):
        an_invitation(cast)
    decided(cast, an_invitation(cast))
    shown = queries.totals_of(cast.agency)
    assert shown.cells["party", "waiting"] == 6
    assert shown.cells["party", "attend"] is None
    assert "Rahasia" not in str(shown)


def test_the_ledger_never_names_host_or_person(cast: Cast) -> None:
    decided(cast, an_invitation(cast))
    told = " ".join(Entry.objects.values_list("details", flat=True))
    for word in ("Rahasia", "Budi", "sebentar"):
        assert word not in told


def test_a_photo_loses_place_and_device(cast: Cast) -> None:
    kept = keep_drawn(draw_scan(a_photo()))
    data, kind = read_file(kept.name, kept.sha256)
    assert kind == "image/jpeg" and b"Ponsel" not in data and b"Exif" not in data


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"MZ\x90", "upload.unreadable"),
        (b"\xff\xd8\xff broken", "invitation.picture_broken"),
        (b"%PDF-1.7 broken", "letter.file_broken"),
    ],
)
def test_a_file_that_is_none_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(Problem) as refused:
        draw_scan(data)
    assert refused.value.reason == reason


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_after_the_schedule_details_and_file_are_gone_and_totals_stay(cast: Cast) -> None:
    row = an_invitation(cast, scan=draw_scan(a_photo()))
    name = row.scan
    decided(cast, row)
    before = queries.totals_of(cast.agency)
    assert notices.destroy_by_schedule(cast.at) >= 0
    actions.destroy_details(cast.agency, election="PILKADA_2024", by=Worker("x"), at=cast.at)
    row.refresh_from_db()
    assert (row.host, row.place, row.invited, row.invited_name, row.decision_note, row.scan) == (
        "",
        "",
        None,
        "",
        "",
        "",
    )
    assert not default_storage.exists(name)
    assert queries.totals_of(cast.agency) == before
    again = actions.destroy_details(cast.agency, election="PILKADA_2024", by=Worker("x"), at=cast.at)
    assert isinstance(again, Unchanged)


def test_an_election_without_inauguration_waits_for_a_day_that_a_person_sets(cast: Cast) -> None:
    an_invitation(cast, election="")
    assert queries.destruction_of(cast.agency, "").on is None
    assert notices.destroy_by_schedule(cast.at + timedelta(days=4000)) == 0
    day = cast.at.date() + timedelta(days=30)
    sari = cast.staff(cast.sari)
    with pytest.raises(Problem, match="destruction_in_the_past"):
        actions.set_destruction_day(cast.agency, election="", on=cast.at.date(), by=sari, at=cast.at)
    actions.set_destruction_day(cast.agency, election="", on=day, by=sari, at=cast.at)
    assert notices.destroy_by_schedule(cast.at + timedelta(days=29)) == 0
    assert notices.destroy_by_schedule(cast.at + timedelta(days=31)) == 1


@given(st.dates(), st.one_of(st.none(), st.dates()))
def test_a_chosen_day_goes_before_the_calendar(inaugurated: object, chosen: object) -> None:
    found = destruction(None, chosen)  # type: ignore[arg-type]
    assert found.on == chosen and found.is_set == (chosen is not None)


def test_reminders_come_once_each(cast: Cast) -> None:
    row = an_invitation(cast)
    decided(cast, row)
    assert notices.remind(cast.at) == 0
    for hours in (26, 27, 46, 47):
        notices.remind(cast.at + timedelta(hours=hours))
    kinds = list(Notice.objects.filter(person=cast.budi).values_list("about", flat=True))
    assert sorted(k.rpartition(":")[2] for k in kinds) == ["day", "hours"]
    notices.remind(cast.at + timedelta(days=9))
    assert Notice.objects.filter(kind="invitation.report_due").count() == 1


def test_advice_differs_with_and_without_a_duty_letter_and_names_its_source(cast: Cast) -> None:
    advice = queries.advice_on(an_invitation(cast, election="", begins_at=cast.at))
    assert advice.without is not None and advice.with_letter is not None
    said = {f.rule.code for f in (*advice.without.findings, *advice.without.possible)}
    assert said and all(f.rule.norm for f in (*advice.without.findings, *advice.without.possible))
    assert said != {f.rule.code for f in (*advice.with_letter.findings, *advice.with_letter.possible)}


def test_a_duty_note_is_answered_by_another_and_seen_by_both(cast: Cast) -> None:
    budi, rina = cast.staff(cast.budi), cast.staff(cast.rina)
    words = "Relawan meminta memakai balai."
    made = actions.write_note(
        cast.agency, addressee=Addressee.KESBANGPOL, subject="Balai", words=words, by=budi, at=cast.at
    )
    note = made.result if isinstance(made, Unchanged) else made
    with pytest.raises(Refused):
        actions.answer_note(note, answer="Ya", by=budi, at=cast.at)
    actions.answer_note(note, answer="Jangan dipinjamkan.", by=rina, at=cast.at)
    assert queries.note_for(budi, note.ref).answer == "Jangan dipinjamkan."
    with pytest.raises(Hidden):
        queries.note_for(cast.staff(cast.anton), note.ref)
    assert words not in " ".join(Entry.objects.values_list("details", flat=True))


def test_only_people_of_the_body_register(cast: Cast) -> None:
    with pytest.raises(Refused):
        actions.register_invitation(cast.agency, asked=asked(cast), by=cast.staff(cast.anton), at=cast.at)


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_a_photo_that_another_invitation_names_outlives_the_schedule(cast: Cast) -> None:
    row = an_invitation(cast, scan=draw_scan(a_photo()))
    other = an_invitation(cast, scan=draw_scan(a_photo()), election="PEMILU_2029")
    assert row.scan == other.scan
    actions.destroy_details(cast.agency, election="PILKADA_2024", by=Worker("x"), at=cast.at)
    assert default_storage.exists(other.scan)
    actions.destroy_details(cast.agency, election="PEMILU_2029", by=Worker("x"), at=cast.at)
    assert not default_storage.exists(other.scan)


def test_what_is_refused_leaves_no_photo_behind(cast: Cast) -> None:
    drawn = draw_scan(a_photo(wide=True))
    with pytest.raises(Problem, match="too_long_ago"):
        an_invitation(cast, scan=drawn, begins_at=cast.at - timedelta(days=90))
    kept = keep_drawn(draw_scan(a_photo()))
    assert not default_storage.exists(f"invitations/{sha256(drawn.data).hexdigest()}.jpg")
    assert default_storage.exists(kept.name)


def test_an_old_copy_of_an_invitation_takes_nothing_back(cast: Cast) -> None:
    row, budi = an_invitation(cast), cast.staff(cast.budi)
    old = Invitation.objects.select_related("agency", "invited").get(pk=row.pk)
    decided(cast, row)
    with pytest.raises(Refused, match="decided_already"):
        actions.complete_invitation(old, asked=asked(cast), by=budi, at=cast.at)
    with pytest.raises(Refused, match="decided_already"):
        decided(cast, Invitation.objects.select_related("agency").get(pk=row.pk))
    gone = an_invitation(cast)
    old = Invitation.objects.select_related("agency", "invited").get(pk=gone.pk)
    actions.destroy_details(cast.agency, election="PILKADA_2024", by=Worker("x"), at=cast.at)
    with pytest.raises(Refused):
        actions.complete_invitation(old, asked=asked(cast), by=budi, at=cast.at)
    gone.refresh_from_db()
    assert gone.host == "" and gone.destroyed_at is not None


def test_whoever_stands_for_election_reads_and_answers_no_note_of_others(cast: Cast) -> None:
    made = actions.write_note(
        cast.agency, addressee=Addressee.KESBANGPOL, subject="Bantuan", words="Diminta membuka acara.",
        by=cast.staff(cast.budi), at=cast.at,
    )  # fmt: skip
    note, today = result_of(made), cast.at.date()
    assert queries.note_for(cast.staff(cast.hadi), note.ref) == note
    actions.note_candidacy(
        cast.hadi, cast.agency, since=today, until=None, by=cast.staff(cast.sari), at=cast.at
    )
    with pytest.raises(Hidden):
        queries.note_for(cast.staff(cast.hadi), note.ref)
    with pytest.raises(Refused, match="stands_for_election"):
        actions.answer_note(note, answer="Datang saja.", by=cast.staff(cast.hadi), at=cast.at)


def test_letters_of_invitations_are_closed_to_whoever_stands_and_not_signed_for_oneself(cast: Cast) -> None:
    row = an_invitation(cast, invited=cast.hadi)
    letters = [
        result_of(
            draft_letter(
                cast.agency,
                draft=a_draft(cast, about=about, signer=cast.hadi),
                by=cast.staff(cast.sari),
                at=cast.at,
            )
        )
        for about in (row.subject_ref, "")
    ]
    about_it, other = letters
    assert letter_policies.signer_stands(other, cast.at.date())
    seen = {letter.pk for letter in letters_seen_by(cast.staff(cast.hadi))}
    assert seen == {about_it.pk, other.pk}
    today = cast.at.date()
    actions.note_candidacy(
        cast.hadi, cast.agency, since=today, until=None, by=cast.staff(cast.sari), at=cast.at
    )
    assert {letter.pk for letter in letters_seen_by(cast.staff(cast.hadi))} == {other.pk}
    assert letter_policies.signer_stands(about_it, today).reason == "letter.signer_stands_for_election"
    assert letter_policies.signer_stands(other, today)
    assert not policies.may_sign_for(cast.hadi, row, today)


def test_the_phase_is_that_of_the_day_at_the_body(cast: Cast) -> None:
    """Half past seven in Makassar on polling day is still the quiet day in UTC."""
    row = an_invitation(cast)
    row.begins_at = datetime(2024, 11, 26, 23, 30, tzinfo=UTC)
    assert queries.advice_on(row).phase == "polling"
    row.begins_at = datetime(2024, 11, 26, 3, 30, tzinfo=UTC)
    assert queries.advice_on(row).phase == "quiet"
