"""A deduction and a unit as a client posts them, and the least county in which both are accepted."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import httpx

from tests.support.clock import START, YEAR
from tests.support.installation import Installation, enter_class

DIRECTORY = "/api/v1/directory"
SUPERVISION = "/api/v1/supervision"
UNIT = "T01"
RULE = "MTG-ABSENT"
CLASS = "township-1"
_BEGUN = time.monotonic()


@dataclass
class Post:
    """One request with its key; ``answer`` is what the writer was told, if anything."""

    path: str
    key: str
    body: Mapping[str, Any]
    answer: dict[str, Any] | None = None

    def send(self, client: httpx.Client) -> httpx.Response:
        return client.post(self.path, json=self.body, headers={"Idempotency-Key": self.key})


def _township(code: str) -> dict[str, Any]:
    place = {"class_code": CLASS, "class_from": "2020-01-01", "class_reason": "区位"}
    return {"code": code, "name": f"{code}镇", "kind": "township", **place}


def write_unit() -> Post:
    key = uuid4().hex
    return Post(f"{DIRECTORY}/units:batch", key, {"items": [_township(f"K-{key[:12]}")]})


def just_now() -> str:
    """By the office clock of a settled county, two hours behind so that it never lies ahead."""
    return (START - timedelta(hours=2) + timedelta(seconds=time.monotonic() - _BEGUN)).isoformat()


def write_deduction() -> Post:
    content = {"unit_code": UNIT, "rule_code": RULE, "place": "镇政府", "description": "县会缺席二人", "count": 2}
    entry = {"id": str(uuid4()), "occurred_at": just_now(), **content}
    return Post(f"{SUPERVISION}/deductions", uuid4().hex, entry)


def settle_county(installation: Installation) -> None:
    """The tests' day, one township and a catalogue: enough for a deduction. Waits until supervision knows the
    township."""
    administrator, office = installation.sign_in("administrator"), installation.sign_in("supervision_office")
    operator = installation.sign_in("demo_operator")
    operator.post(f"{DIRECTORY}/demo-clock", json={"to": START.isoformat()}).raise_for_status()
    enter_class(administrator, CLASS).raise_for_status()
    administrator.post(f"{DIRECTORY}/units:batch", json={"items": [_township(UNIT)]}).raise_for_status()
    office.post(f"{SUPERVISION}/deduction-rules:adopt-template", json={"year": YEAR}).raise_for_status()
    inspector = installation.sign_in("inspector")
    end = time.monotonic() + 20
    while (answer := write_deduction().send(inspector)).status_code != 201:
        assert answer.json()["code"] == "unknown_unit", answer.text
        assert time.monotonic() < end
        time.sleep(0.05)
