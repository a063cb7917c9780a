"""Made-up patients: bundles, and prints of a signed handout for them."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from support.portal import TODAY

CANARY = "Xanthippe Zugzwang"
"""A name that stands nowhere else on this machine."""


def bundle(*resources: Mapping[str, Any], name: str = CANARY) -> bytes:
    """A bundle of one patient and of what the patient takes and keeps."""
    patient = {"resourceType": "Patient", "id": "p1", "name": [{"text": name}], "birthDate": "1950-02-03"}
    entries = [{"fullUrl": f"urn:uuid:{one.get('id')}", "resource": one} for one in (patient, *resources)]
    return json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries}).encode("utf-8")


def request(*dosages: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """An active order of one medicine."""
    return {
        "resourceType": "MedicationRequest", "id": "m1", "status": "active", "intent": "order",
        "medicationCodeableConcept": {"text": "Metoprolol 50 mg"}, "subject": {"reference": "Patient/p1"},
        "dosageInstruction": list(dosages), **more,
    }  # fmt: skip


def dosage(when: list[str], value: str = "1", unit: str = "tablet", **more: Any) -> dict[str, Any]:
    """A dosage at these events of a day. `value` is JSON's own text of a number."""
    quantity = {"value": json.loads(value), "unit": unit}
    return {"timing": {"repeat": {"when": when}}, "doseAndRate": [{"doseQuantity": quantity}], **more}


def printed(root: Path, data: bytes, *arguments: str, file: str = "wound.yaml") -> "subprocess.CompletedProcess[bytes]":
    """What `handout print` does in a process of its own."""
    command = [
        sys.executable, "-P", "-m", "handout", "print", str(root / "content" / file), "--patient", "-",
        "--today", TODAY, "--project", str(root), *arguments,
    ]  # fmt: skip
    return subprocess.run(command, input=data, capture_output=True, timeout=120)
