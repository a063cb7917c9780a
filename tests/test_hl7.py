"""The worked HL7 v2 messages of docs/portal.md, and the numbers of deliveries: no two patients share one."""

import re
import uuid
from pathlib import Path

import pytest

from support.portal import make_project, run_export, run_sign

PORTAL = Path(__file__).parent.parent / "docs" / "portal.md"


def messages() -> list[dict[str, list[str]]]:
    """The fields of each segment of each message; MSH-1 is the separator itself."""
    blocks = re.findall(r"```hl7\n(.*?)```", PORTAL.read_text("utf-8"), re.DOTALL)
    return [{line.split("|")[0]: line.split("|") for line in block.splitlines()} for block in blocks]


def number(message: dict[str, list[str]]) -> str:
    return message["TXA"][12]


def test_no_two_messages_share_a_number() -> None:
    found = messages()
    assert len(found) == 3
    assert len({number(message) for message in found}) == 3
    assert len({message["MSH"][9] for message in found}) == 3


def test_each_number_is_a_uuid() -> None:
    for message in messages():
        assert str(uuid.UUID(number(message))) == number(message)


def test_a_correction_replaces_the_same_patients_document() -> None:
    first, second, correction = messages()
    assert correction["MSH"][8].startswith("MDM^T10")
    assert correction["TXA"][13] == number(first)
    assert correction["PID"][3] == first["PID"][3] != second["PID"][3]
    assert [len(message["TXA"]) for message in (first, second)] == [18, 18]


@pytest.mark.parametrize("segments", [["MSH", "EVN", "PID", "PV1", "TXA", "OBX"]])
def test_a_message_has_the_segments_of_mdm_t02_in_order(segments: list[str]) -> None:
    assert [list(message) for message in messages()] == [segments] * 3


def test_deliveries_to_two_patients_have_two_numbers_and_neither_is_the_handouts(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")
    run_sign(root)
    to, file, moment = tmp_path / "to", root / "content" / "wound.yaml", "2026-11-24T10:00:00-05:00"
    for subject in ("Patient/1001", "Patient/1002", "Patient/1001"):
        done = run_export(root, file, "--to", to, "--subject", subject, "--date", moment, "--encounter", "Encounter/7")
        assert done.return_value == 0, done.output
    numbers = [path.stem for path in (to / "deliveries").glob("*.json")]
    assert len(numbers) == len(set(numbers)) == 2
    manifest = (to / "manifest.json").read_text("utf-8")
    assert not any(one in manifest for one in numbers)
    written = [path.read_text("utf-8") for path in (to / "deliveries").glob("*.json")]
    assert all('"reference": "Encounter/7"' in text for text in written)
