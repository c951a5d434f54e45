"""Is every signer owed exactly one notice, does it hold nothing that opens anything, and do officers see their units only?"""

import csv
import io
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings
from django.utils import translation
from python_calamine import CalamineWorkbook

from ikrar.core.pledges import Level, Void, Way
from ikrar.core.pledges_erasing import Ground
from ikrar.domain.ledger.actions import Unknown
from ikrar.domain.ledger.facts import Fact
from ikrar.domain.ledger.models import Entry
from ikrar.domain.people.models import Outbox
from ikrar.domain.people.outbox import Stage
from ikrar.domain.pledges import actions, notices
from ikrar.domain.pledges.actions.erasing import clear_person
from ikrar.domain.pledges.notices import Notice, Reach
from ikrar.web.pledges.messages import LONGEST, message
from tests.given.cast import Cast
from tests.given.notices import PHONE, reach_by
from tests.given.pledges import Morning, a_morning, a_pledge, code_of
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db


@pytest.fixture
def morning(cast: Cast) -> Morning:
    made = a_morning(cast)
    for asked, name in ((made.ayu, "ayu"), (made.nyoman, "nyoman"), (made.wayan, "wayan")):
        reach_by(asked, f"{name}@contoh.example", cast.at)
    return made


def react(cast: Cast) -> None:
    """The worker reads every pledge of the ledger."""
    for entry in Entry.objects.filter(fact__in=(Fact.PLEDGE_SIGNED, Fact.PLEDGE_CORRECTED)):
        notices.notify_signer(entry, cast.at)


def test_a_pledge_is_owed_one_notice_however_often_the_ledger_is_read(cast: Cast, morning: Morning) -> None:
    pledge = a_pledge(morning.ayu, cast.at)
    react(cast)
    react(cast)
    row = Outbox.objects.get()
    assert (row.about, row.stage, row.due_at) == (pledge.subject_ref, Stage.WAITING, cast.at)
    assert "contoh.example" not in str(vars(row))  # nothing about a person that an erasure would have to find


def test_a_pledge_made_again_after_a_withdrawal_is_told_too(cast: Cast, morning: Morning) -> None:
    first = a_pledge(morning.ayu, cast.at)
    actions.withdraw_pledge(first, reason=Void.WRONG_ENTRY, by=cast.staff(cast.sari), at=cast.at)
    second = a_pledge(morning.ayu, cast.at + timedelta(hours=1))
    react(cast)
    assert set(Outbox.objects.values_list("about", flat=True)) == {first.subject_ref, second.subject_ref}
    told, again = (notices.notice_of(p.subject_ref) for p in (first, second))
    assert told is not None and told.is_withdrawn
    assert again is not None and not again.is_withdrawn
    assert [n.proof for n in notices.notices_listed(morning.drive, [cast.education], only_unreached=True)] == [
        second.ref
    ]


def test_whoever_has_no_address_is_counted_and_owed_nothing(cast: Cast, morning: Morning) -> None:
    a_pledge(morning.made, cast.at)
    a_pledge(morning.ayu, cast.at)
    a_pledge(morning.wayan, cast.at)  # another unit
    a_pledge(morning.nyoman, cast.at)
    react(cast)
    Outbox.objects.filter(about__endswith=morning.nyoman.pledges.get().ref).delete()
    assert not Outbox.objects.filter(about=morning.made.pledges.get().subject_ref).exists()
    counts = notices.notices_by_reach(morning.drive, [cast.education, cast.school])
    assert {r: n for r, n in counts.items() if n} == {Reach.WAITING: 1, Reach.NO_ADDRESS: 1, Reach.UNMADE: 1}


def test_every_stage_of_a_letter_is_a_place_where_a_notice_can_stand() -> None:
    assert {s.value for s in Stage} <= {r.value for r in Reach}


@pytest.mark.parametrize(
    ("level", "way"), [(Level.CODE, Way.PHONE), (Level.KIOSK, Way.KIOSK), (Level.PAPER, Way.PAPER)]
)
def test_the_notice_says_through_which_way_it_came(
    cast: Cast, morning: Morning, level: Level, way: Way
) -> None:
    pledge = a_pledge(morning.ayu, cast.at, level=level, way=way)
    said = notices.notice_of(pledge.subject_ref)
    assert said is not None
    assert (said.way, said.name, said.number, said.zone) == (way, "Ayu Lestari", 101, "Asia/Makassar")


def a_notice(**changes: object) -> Notice:
    """A notice with long words everywhere."""
    given = {
        "proof": "7K3M9QX2", "number": 101, "name": "Prof. Dr. " + "Ayu " * 40, "mail": "", "phone": "",
        "drive": "Ikrar netralitas " + "panjang sekali " * 9, "agency": "Contoh", "help": "",
        "signed_at": datetime(2026, 9, 30, 3, 45, tzinfo=UTC), "zone": "Asia/Makassar",
        "way": Way.PHONE, "is_withdrawn": False,
    }  # fmt: skip
    return Notice(**{**given, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize("address", ["https://a.go.id", "https://" + "netral." * 8 + "contohkab.go.id"])
def test_a_message_is_short_ends_with_a_whole_address_and_is_indonesian(
    settings: LazySettings, address: str
) -> None:
    settings.IKRAR_ADDRESS = address
    with translation.override("en"):
        text = message(a_notice())
    assert len(text) <= LONGEST
    assert text.endswith(f"Buka {address}/bukti/7K3M9QX2/milik-saya/")
    assert "30 September 2026, pukul 11.45 WITA" in text
    assert all(
        len(s.split()) <= 20 for s in re.split(r"(?<=[.?:]) ", message(a_notice(name="Ayu", drive="Ikrar")))
    )


def test_the_lists_hold_messages_of_ones_units_and_nothing_that_opens_anything(
    cast: Cast, morning: Morning, settings: LazySettings
) -> None:
    settings.IKRAR_DEMO = True
    for asked in (morning.ayu, morning.nyoman, morning.wayan):
        a_pledge(asked, cast.at)
    react(cast)
    Outbox.objects.filter(about=morning.nyoman.pledges.get().subject_ref).update(stage=Stage.SENT)
    budi, home = StrictClient(), f"/gerakan/{morning.drive.ref}/ikrar/{cast.agency.ref}/pemberitahuan/"
    budi.force_login(cast.account(cast.budi))
    text = budi.get(home + "pesan.csv").content.decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text), delimiter=";")
    assert head == ["Nomor peserta", "Nama", "Telepon", "Pesan"]
    assert [row[:3] for row in rows] == [["101", "Ayu Lestari", PHONE]]
    book = CalamineWorkbook.from_filelike(io.BytesIO(budi.get(home + "pesan.xlsx?semua").content))
    cells = book.get_sheet_by_index(0).to_python()
    assert [row[1] for row in cells[1:]] == ["Ayu Lestari", "Nyoman Sari"]
    for asked in (morning.ayu, morning.nyoman):
        assert asked.employee.nip not in str([text, cells])
        assert code_of(asked.number) not in str([text, cells])


def test_the_page_counts_ones_units_and_is_closed_to_whoever_hands_out_no_codes(
    cast: Cast, morning: Morning, settings: LazySettings
) -> None:
    settings.IKRAR_DEMO = True
    for asked in (morning.ayu, morning.made, morning.wayan):
        a_pledge(asked, cast.at)
    react(cast)
    home = f"/gerakan/{morning.drive.ref}/ikrar/{cast.agency.ref}/pemberitahuan/"
    seen = {}
    for person in (cast.sari, cast.budi, cast.rina, cast.joko, cast.anton):
        client = StrictClient()
        client.force_login(cast.account(person))
        for path in ("", "pesan.xlsx", "pesan.csv"):
            seen[person.name, path] = client.get(home + path)
    status = {key: answer.status_code for key, answer in seen.items()}
    for path in ("", "pesan.xlsx", "pesan.csv"):
        assert [status[n, path] for n in ("Sari", "Budi", "Rina", "Joko", "Anton")] == [200, 200, 403, 403, 404]
    assert dict(seen["Sari", ""].context["counts"])["notice.reach.waiting"] == 2
    assert dict(seen["Budi", ""].context["counts"])["notice.reach.waiting"] == 1
    assert b"Wayan" not in seen["Budi", "pesan.csv"].content


def test_an_erased_person_is_told_nothing_and_stands_on_no_list(cast: Cast, morning: Morning) -> None:
    pledge = a_pledge(morning.ayu, cast.at)
    clear_person(morning.ayu.employee, ground=Ground.REQUEST, by=Unknown(), at=cast.at)
    react(cast)
    assert not Outbox.objects.exists()
    assert notices.notices_listed(morning.drive, [cast.education], only_unreached=False) == []
    said = notices.notice_of(pledge.subject_ref)
    assert said is not None and not said.mail
