"""Does a stranger get one of three answers and no name, and does only the signer get the whole proof?"""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings

from ikrar.cli import verify
from ikrar.core import merkle, notes
from ikrar.core.pledges import Void
from ikrar.domain.ledger import fsck, sequencer, signer
from ikrar.domain.ledger.actions import Unknown
from ikrar.domain.ledger.models import Entry
from ikrar.domain.ledger.subjects import erase_key
from ikrar.domain.pledges import actions
from ikrar.domain.pledges.models import Pledge
from ikrar.web.shell.signers import COOKIE, Ticket, give_ticket
from tests.given.cast import Cast
from tests.given.pledges import Morning, a_pledge
from tests.strict import StrictClient

pytestmark = pytest.mark.django_db


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def with_ticket(client: StrictClient, asked: int) -> StrictClient:
    from django.http import HttpResponse

    response = HttpResponse()
    give_ticket(response, Ticket(asked, "G", "K.1", code_round=1), secure=False)
    client.cookies[COOKIE] = response.cookies[COOKIE].value
    return client


def test_a_genuine_proof_says_drive_and_day_and_no_name(
    client, pledge: Pledge, sign_log: Callable[[], int]
) -> None:
    sign_log()
    page = client.get(f"/bukti/{pledge.ref}/")
    said = text_of(page)
    assert page.status_code == 200
    assert "Bukti ini asli" in said
    assert pledge.drive.name in said
    for secret in ("Ayu", "Lestari", pledge.asked.employee.nip, str(pledge.asked.number), pledge.unit.name):
        assert secret not in said


def test_the_unit_is_named_only_where_ten_people_work(
    client, cast: Cast, morning: Morning, pledge: Pledge
) -> None:
    from tests.given import pledges as given

    crowd(given, morning, cast, 8)
    assert pledge.unit.name in text_of(client.get(f"/bukti/{pledge.ref}/"))


def crowd(given, morning: Morning, cast: Cast, number: int) -> None:
    from ikrar.domain.ledger.actions import action, record
    from ikrar.domain.ledger.facts import Fact

    @action(Fact.TARGET_CHANGED)
    def join(*, by: Unknown) -> None:
        for n in range(number):
            given.an_asked(morning.drive, cast.agency, cast.education, f"Contoh {n}", 300 + n, morning.at)
        record(Fact.TARGET_CHANGED, morning.drive, by=by, at=morning.at)

    join(by=Unknown())


def test_a_code_is_read_however_it_was_typed(client, pledge: Pledge, sign_log: Callable[[], int]) -> None:
    sign_log()
    typed = f"{pledge.ref[:4]}-{pledge.ref[4:]}".lower()
    assert client.get("/bukti/", {"kode": f" {typed} "})["Location"] == f"/bukti/{pledge.ref}/"
    assert client.get(f"/P/{pledge.ref}")["Location"] == f"/bukti/{pledge.ref}/"
    assert client.get(f"/p/{typed}")["Location"] == f"/bukti/{pledge.ref}/"
    assert "Bukti ini asli" in text_of(client.get(f"/bukti/{typed}/"))


@pytest.mark.parametrize("code", ["00000000", "7K3M9QX2", "x", "A" * 60])
def test_an_unknown_code_is_not_found(client, db: None, code: str) -> None:
    page = client.get(f"/bukti/{code}/")
    assert page.status_code == 404
    assert "Tidak ditemukan" in text_of(page)


@pytest.mark.parametrize("typed", ["", "123", "7K3M9QX2X", "<script>", "٧٧٧٧٧٧٧٧"])
def test_an_incomplete_code_gets_a_sentence_and_keeps_what_was_typed(client, db: None, typed: str) -> None:
    page = client.get("/bukti/", {"kode": typed})
    assert page.status_code == 422
    assert "kode bukti" in text_of(page).lower()


def test_a_withdrawn_pledge_says_so(client, cast: Cast, pledge: Pledge, sign_log: Callable[[], int]) -> None:
    actions.withdraw_pledge(pledge, reason=Void.WRONG_ENTRY, by=cast.staff(cast.sari), at=cast.at)
    sign_log()
    said = text_of(client.get(f"/bukti/{pledge.ref}/"))
    assert "Bukti ini dicabut" in said
    assert "Bukti ini asli" not in said


def test_a_proof_that_is_not_yet_signed_says_that_it_is_on_its_way(
    client, morning: Morning, pledge: Pledge
) -> None:
    assert "sedang dicatat" in text_of(client.get(f"/bukti/{pledge.ref}/"))
    with_ticket(client, morning.ayu.pk)
    for place in ("umum", "unduh", "berkas"):
        page = client.get(f"/bukti/{pledge.ref}/{place}/")
        assert page.status_code == 503
        assert page["Refresh"] == "3"


def test_the_public_proof_names_nobody_and_leads_to_the_signed_root(client, pledge: Pledge, sign_log) -> None:
    sign_log()
    text = client.get(f"/bukti/{pledge.ref}/umum/").content.decode()
    head, note = text.split("\n\n", 1)
    version, extra, index, *path = head.split("\n")
    leaf = notes.from_base64(extra.removeprefix("extra "))
    state = notes.parse_checkpoint(notes.parse_note(note).text)
    hashes = [notes.from_base64(line) for line in path]
    place = int(index.removeprefix("index "))
    assert version == "c2sp.org/tlog-proof@v1"
    assert merkle.includes(merkle.leaf_hash(leaf), place, state.size, hashes, state.root)
    assert leaf == bytes(Entry.objects.get(ref=pledge.entry).leaf)


def test_the_signer_takes_home_a_proof_and_a_certificate_that_verify(
    client, morning: Morning, pledge: Pledge, sign_log, tmp_path: Path, capsys, settings: LazySettings
) -> None:
    sign_log()
    with_ticket(client, morning.ayu.pk)
    keys = tmp_path / "kunci"
    keys.write_text((settings.IKRAR_LOG / fsck.KEYS_FILE).read_text())
    for place, name in (("berkas", "bukti.json"), ("unduh", "sertifikat.pdf")):
        response = client.get(f"/bukti/{pledge.ref}/{place}/")
        assert response.status_code == 200
        (tmp_path / name).write_bytes(response.content)
        assert verify.main([str(tmp_path / name), "--trusted", str(keys), "--json"]) == 0
    said = json.loads(capsys.readouterr().out.splitlines()[-1])
    outcomes = {one["claim"]: one["outcome"] for one in said["findings"]}
    assert outcomes["seal"] == outcomes["facts"] == outcomes["text"] == outcomes["key"] == "ok"


def test_nobody_else_gets_the_whole_proof(
    client, cast: Cast, morning: Morning, pledge: Pledge, sign_log
) -> None:
    sign_log()
    for place in ("unduh", "berkas"):
        assert StrictClient().get(f"/bukti/{pledge.ref}/{place}/").status_code == 404
        assert (
            with_ticket(StrictClient(), morning.made.pk).get(f"/bukti/{pledge.ref}/{place}/").status_code == 404
        )
    officers = {"sari": 200, "budi": 200, "anton": 404, "joko": 403}
    for name, status in officers.items():
        client = StrictClient()
        client.force_login(cast.account(getattr(cast, name)))
        assert client.get(f"/bukti/{pledge.ref}/untuk-petugas/").status_code == status, name


def test_an_erased_person_can_no_longer_be_proven(client, morning: Morning, pledge: Pledge, sign_log) -> None:
    sign_log()
    erase_key(morning.ayu.employee.ref)
    assert with_ticket(client, morning.ayu.pk).get(f"/bukti/{pledge.ref}/berkas/").status_code == 404
    assert "Bukti ini asli" in text_of(client.get(f"/bukti/{pledge.ref}/"))


def test_the_log_is_served_as_plain_files(
    client, morning: Morning, pledge: Pledge, sign_log, tmp_path: Path
) -> None:
    size = sign_log()
    a_pledge(morning.made, morning.at)
    assert sequencer.run(morning.at) == size + 1
    copy = tmp_path / "salinan"
    for name in ("checkpoint", "keys", *[tile.path for tile in fsck.tiles.tiles_of(size + 1)]):
        response = client.get(f"/log/{name}")
        assert response.status_code == 200, name
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_bytes(response.content)
    report = fsck.fsck(
        copy, signer.log_keys(sequencer.this_log().keys_folder, sequencer.this_log().origin).vkeys
    )
    assert {found.code for found in report.found} == {"without_roster"}  # this morning was set up without one


@pytest.mark.parametrize(
    "name", ["../keys/django", "tile/0/../../x", "tile/0/1", ".lock", "tile/0/000.p/0", "ikrar.sqlite3"]
)
def test_nothing_but_the_log_is_served(client, db: None, name: str) -> None:
    assert client.get(f"/log/{name}").status_code == 404


def test_the_offline_page_is_handed_out_whole(client, db: None) -> None:
    response = client.get("/bukti/periksa.html")
    assert response["Content-Disposition"].startswith("attachment")
    assert b"default-src 'none'" in response.content


def test_the_page_for_checking_yourself_names_the_keys(
    client, pledge: Pledge, sign_log, settings: LazySettings
) -> None:
    assert "Belum ada catatan" in text_of(client.get("/bukti/periksa-sendiri/"))
    sign_log()
    said = text_of(client.get("/bukti/periksa-sendiri/"))
    for vkey in (settings.IKRAR_LOG / fsck.KEYS_FILE).read_text().split():
        assert vkey in said
