"""Does the page that checks proofs work from disk, with the network off, and agree with the program case by case?"""

import base64
import hashlib
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ikrar.core import canonical, proof_files, proofs
from ikrar.core.proof_files import BadProof, load_proof
from ikrar.domain.ledger import signer
from tests.core.vectors import make
from tests.given import logs
from tests.given.sealed import pdf_with, sealed, sealed_again
from tests.journeys.conftest import axe_findings

pytestmark = pytest.mark.browser
PAGE = Path(proofs.__file__).parents[1] / "web" / "proofs" / "periksa.html"
VECTORS = json.loads((Path(make.__file__).with_name("proofs.json")).read_text("utf-8"))
LOG = logs.small_log(12)
PROOF = logs.proof_of(LOG, 4)
INSIDE = {
    "bukti.json": proof_files.dump_proof(PROOF),
    "fakta.json": canonical.dumps(proof_files.facts_of(PROOF)),
    "CARA-MEMERIKSA.txt": b"Buka periksa.html\n",
}
ASK = """async (cases) => { const out = [];
  for (const [file, trusted] of cases) {
    const answer = await ikrar.checkBytes(Uint8Array.from(atob(file), (mark) => mark.charCodeAt(0)), trusted);
    out.push([answer.outcome, answer.findings]);
  } return out; }"""


@pytest.fixture(scope="module")
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(offline=True, viewport={"width": 360, "height": 740})
    opened = context.new_page()
    opened.requests_made = []
    opened.on("request", lambda request: opened.requests_made.append(request.url))
    opened.goto(PAGE.as_uri())
    yield opened
    assert [url for url in opened.requests_made if not url.startswith("file:")] == []
    context.close()


def ask(page: Any, *cases: tuple[bytes, list[str]]) -> list[Any]:
    found: list[Any] = page.evaluate(
        ASK, [[base64.b64encode(data).decode(), trusted] for data, trusted in cases]
    )
    return found


def by_the_program(data: bytes, trusted: list[str]) -> tuple[str, dict[str, list[str]]]:
    """What Python says when it, too, has no means to check ML-DSA-44."""
    try:
        proof = load_proof(data)
    except BadProof:
        return "unreadable", {}
    report = proofs.check_proof(
        proof, verify_ed25519=signer.verify_ed25519, verify_mldsa=None, trusted_keys=trusted
    )
    findings = {str(one.claim): [str(one.outcome), str(one.why)] for one in report.findings}
    outcome = "refused" if report.has_failed else "accepted" if report.is_accepted else "unsure"
    return outcome, findings


def test_the_policy_of_the_page_names_its_own_script_and_style() -> None:
    text = PAGE.read_text("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1]
    assert policy.startswith("default-src 'none'; ")
    for tag, name in (("script", "script-src"), ("style", "style-src")):
        (body,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{name} 'sha256-{digest}'" in policy
    assert not re.search(r"https?://|\bsrc=|\son\w+=|\beval\(|innerHTML", text)


def test_page_and_program_agree_on_every_vector(page: Any) -> None:
    cases = [(make.bytes_of(case, VECTORS), VECTORS["keys"][case["trusted"]]) for case in VECTORS["cases"]]
    for case, (data, trusted), (outcome, findings) in zip(
        VECTORS["cases"], cases, ask(page, *cases), strict=True
    ):
        assert (outcome, findings) == by_the_program(data, trusted), case["name"]


def test_page_and_program_agree_on_more_changed_bits(page: Any) -> None:
    good, chance = INSIDE["bukti.json"], random.Random(5)
    cases = [
        (make.flipped(good, chance.randrange(len(good)), chance.randrange(8)), list(LOG.keys.vkeys))
        for _ in range(250)
    ]
    for (data, trusted), (outcome, findings) in zip(cases, ask(page, *cases), strict=True):
        assert (outcome, findings) == by_the_program(data, trusted)


@pytest.mark.parametrize("kind", ["ec", "rsa"])
def test_a_sealed_certificate_is_accepted_and_no_changed_bit_of_it(page: Any, kind: str) -> None:
    pdf = sealed(pdf_with(INSIDE), kind)
    [(outcome, findings)] = ask(page, (pdf, list(LOG.keys.vkeys)))
    assert outcome == "accepted"
    assert {claim: one[0] for claim, one in findings.items() if one[0] != "ok"} == {
        "seal_issuer": "unchecked", "mldsa": "unchecked", "witness": "unchecked",
    }  # fmt: skip
    found = re.search(rb"/ByteRange \[0 (\d+) (\d+) \d+\]", pdf)
    start, end = int(found[1]), int(found[2])
    filled = start + 1 + len(pdf[start + 1 : end - 1].rstrip(b"0"))
    chance = random.Random(9)
    places = [
        *chance.sample(range(start), 60),
        *range(start, start + 12),
        *chance.sample(range(start, filled), 80),
    ]
    places += [filled + 2, end - 2, end - 1, *chance.sample(range(end, len(pdf)), 30)]
    flips = [(make.flipped(pdf, at, chance.randrange(8)), list(LOG.keys.vkeys)) for at in places]
    outcomes = [outcome for outcome, _ in ask(page, *flips)]
    assert [place for place, outcome in zip(places, outcomes, strict=True) if outcome == "accepted"] == []


def test_what_is_sealed_but_false_is_refused(page: Any) -> None:
    trusted = list(LOG.keys.vkeys)
    other = canonical.dumps({**proof_files.facts_of(PROOF), "level": "3"})
    genuine = sealed(pdf_with(INSIDE))
    cases = {
        "page says otherwise": sealed(pdf_with({**INSIDE, "fakta.json": other})),
        "proof in another spelling": sealed(pdf_with({**INSIDE, "bukti.json": INSIDE["bukti.json"] + b"\n"})),
        "no proof": sealed(pdf_with({"CARA-MEMERIKSA.txt": b"x"})),
        "no seal": pdf_with(INSIDE),
        "two seals": sealed_again(genuine),
        "something after the end": genuine + b"\n",
    }
    outcomes = [one[0] for one in ask(page, *((data, trusted) for data in cases.values()))]
    assert dict(zip(cases, outcomes, strict=True)) == dict.fromkeys(cases, "refused")


def test_the_low_half_of_every_seal_is_demanded(page: Any) -> None:
    """(r, n - s) verifies as well as (r, s), so one of them must be refused."""
    from ikrar.domain.seals.canonical import P256_ORDER
    from ikrar.domain.seals.contents import read_hole

    pdf = sealed(pdf_with(INSIDE))
    hole = read_hole(pdf)
    from asn1crypto import cms
    from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

    content = cms.ContentInfo.load(hole.der)
    info = content["content"]["signer_infos"][0]
    r, s = decode_dss_signature(info["signature"].native)
    info["signature"] = encode_dss_signature(r, P256_ORDER - s)
    digits = content.dump(force=True).hex().upper().encode().ljust(hole.end - hole.start - 2, b"0")
    twin = pdf[: hole.start + 1] + digits + pdf[hole.end - 1 :]
    assert [one[0] for one in ask(page, (pdf, []), (twin, []))] == ["accepted", "refused"]


def test_a_proof_without_a_name_is_checked_with_the_keys_that_were_brought(page: Any) -> None:
    proof = proof_files.PublicProof(PROOF.leaf, PROOF.index, PROOF.path, PROOF.checkpoint)
    data, chance = proof_files.dump_public(proof).encode(), random.Random(3)
    assert ask(page, (data, []))[0][0] == "unreadable"
    trusted, stranger = list(LOG.keys.vkeys), list(logs.fixed_keys(number=2).vkeys)
    cases = [(data, trusted), (data, stranger)]
    cases += [
        (make.flipped(data, chance.randrange(len(data)), chance.randrange(8)), trusted) for _ in range(150)
    ]
    outcomes = ask(page, *cases)
    assert [one[0] for one in outcomes[:2]] == ["accepted", "refused"]
    for (changed, keys), (outcome, findings) in zip(cases, outcomes, strict=True):
        assert (outcome, findings) == public_by_the_program(changed, keys)


def public_by_the_program(data: bytes, trusted: list[str]) -> tuple[str, dict[str, list[str]]]:
    """The same without ML-DSA-44."""
    try:
        proof = proof_files.load_public(data)
    except BadProof:
        return "unreadable", {}
    report = proofs.check_public(
        proof, verify_ed25519=signer.verify_ed25519, verify_mldsa=None, trusted_keys=trusted
    )
    findings = {str(one.claim): [str(one.outcome), str(one.why)] for one in report.findings}
    return "refused" if report.has_failed else "accepted" if report.is_listed else "unsure", findings


def test_files_that_are_no_proof_are_unreadable(page: Any) -> None:
    files = [b"", b"{}", b"%PDF-1.7\n", b"%PDF-" + bytes(900), b"PK\x03\x04", b"\xff", b'{"a":1}', b"[" * 9_000]
    assert {one[0] for one in ask(page, *((data, []) for data in files))} == {"unreadable"}


def test_a_person_picks_a_file_and_reads_the_answer(page: Any, tmp_path: Path) -> None:
    good, bad = tmp_path / "sertifikat.pdf", tmp_path / "bukti.json"
    good.write_bytes(sealed(pdf_with(INSIDE)))
    bad.write_bytes(INSIDE["bukti.json"].replace(b'"level":"1"', b'"level":"2"'))
    page.set_input_files("#berkas", [good, bad])
    page.wait_for_selector("[data-outcome=refused]")
    said = page.inner_text("#hasil")
    assert "Bukti ini asli" in said
    assert "Bukti ini tidak sah atau berubah" in said
    assert "Contoh Pegawai 4" in said
    assert "Tanda tangan ML-DSA-44 tidak diperiksa di halaman ini" in said
    page.click("summary")
    page.fill("#kunci", logs.fixed_keys(number=2).vkeys[0])
    page.dispatch_event("#kunci", "change")
    page.wait_for_selector("[data-claim=key].failed")
    page.fill("#kunci", "rusak")
    page.dispatch_event("#kunci", "change")
    page.wait_for_selector("text=belum lengkap")
    page.fill("#kunci", "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1366])
def test_the_page_is_accessible(browser: Any, tmp_path: Path, scheme: str, width: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 740}, color_scheme=scheme, bypass_csp=True, offline=True
    )
    page = context.new_page()
    page.goto(PAGE.as_uri())
    path = tmp_path / "sertifikat.pdf"
    path.write_bytes(sealed(pdf_with(INSIDE)))
    page.set_input_files("#berkas", path)
    page.wait_for_selector("[data-outcome=accepted]")
    assert axe_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
