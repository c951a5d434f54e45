"""Does the door for machines give the same three answers, tell nothing private, and check a proof it is sent?"""

import json
from pathlib import Path

import pytest
from django.conf import LazySettings

from ikrar.core import proof_files
from ikrar.domain.ledger import sequencer
from ikrar.domain.pledges.models import Pledge
from ikrar.domain.pledges.proving import proof_of_pledge
from tests.given import logs
from tests.given.cast import Cast
from tests.given.pledges import Morning, a_morning, a_pledge

pytestmark = pytest.mark.django_db
KIND = "application/octet-stream"


@pytest.fixture(autouse=True)
def own_log(settings: LazySettings, tmp_path: Path) -> None:
    settings.IKRAR_LOG, settings.IKRAR_SECOND = tmp_path / "log", tmp_path / "second"


@pytest.fixture
def morning(cast: Cast) -> Morning:
    return a_morning(cast)


@pytest.fixture
def pledge(morning: Morning) -> Pledge:
    made = Pledge.objects.get(ref=a_pledge(morning.ayu, morning.at).ref)
    sequencer.run(morning.at)
    return made


def test_a_code_is_genuine_or_not_found(client, pledge: Pledge) -> None:
    said = client.get(f"/api/v1/bukti/{pledge.ref.lower()}").json()
    assert (said["answer"], said["drive"], said["unit"]) == ("genuine", pledge.drive.name, "")
    assert said["index"] < said["size"]
    assert "Ayu" not in json.dumps(said)
    unknown = client.get("/api/v1/bukti/00000000")
    assert (unknown.status_code, unknown.json()["answer"]) == (404, "not_found")


def test_a_proof_is_checked_against_the_keys_of_this_installation(client, pledge: Pledge) -> None:
    proof = proof_of_pledge(pledge)
    assert proof is not None
    data = proof_files.dump_proof(proof)
    assert client.post("/api/v1/verify", data, content_type=KIND).json()["genuine"] is True
    stranger = proof_files.dump_proof(logs.proof_of(logs.small_log(12), 4))
    said = client.post("/api/v1/verify", stranger, content_type=KIND).json()
    assert said["genuine"] is False
    assert {"claim": "key", "outcome": "failed", "why": "key_not_trusted"} in said["findings"]


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff", b"[" * 5_000, b"x" * 1_000_001])
def test_what_is_no_proof_is_unreadable(client, db: None, data: bytes) -> None:
    answer = client.post("/api/v1/verify", data, content_type=KIND)
    assert answer.status_code == 422
    assert answer.json() == {"genuine": False, "readable": False, "findings": []}


def test_a_proof_is_believed_by_nobody_before_the_log_has_a_key(client, db: None) -> None:
    data = proof_files.dump_proof(logs.proof_of(logs.small_log(12), 4))
    assert client.post("/api/v1/verify", data, content_type=KIND).json()["genuine"] is False
