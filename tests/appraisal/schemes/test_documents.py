"""Documents of the scheme language scored over HTTP: read strictly, one after the other, and nothing kept."""

import asyncio
import time
from typing import Any

import pytest

from hengjian.appraisal.schemes import service
from hengjian.contracts.roles import Role
from tests.appraisal.county import API, Office, faults, good


class TestWhatIf:
    async def test_a_document_is_scored_and_not_kept(self, office: Office) -> None:
        rule = {"type": "deductions", "start": "100"}
        document = {
            "scheme": {"root": {"code": "daily", "rule": rule}},
            "subjects": [{"code": "T1", "class": "a", "facts": {"daily": {"events": [{"points": "0.5"}]}}}],
        }
        answer = await good(office.people.person(Role.CADRE, unit="T01").post(f"{API}/evaluations", json=document))
        assert answer["subjects"][0]["total"] == "99.50"

    async def test_a_fault_has_its_place(self, office: Office) -> None:
        document = {"scheme": {"root": {"code": "x", "rule": {"type": "?"}}}, "subjects": []}
        found = await faults(office.author.post(f"{API}/evaluations", json=document))
        assert ("/scheme/root/rule/type", "unknown_rule") in found

    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            ('{"scheme": {}, "scheme": {}}', ("", "bad_shape")),
            ("{", ("", "bad_shape")),
            ("", ("", "bad_shape")),
            ("[]", ("", "bad_shape")),
            (b'{"case": "\xff"}', ("", "bad_shape")),
            ('{"scheme": {"year": ' + "9" * 5000 + "}}", ("/scheme/year", "too_large")),
            ('{"scheme": {"year": ' + "[" * 5000 + "]" * 5000 + "}}", ("/scheme/year", "not_a_number")),
        ],
    )
    async def test_the_text_is_read_as_the_contract_reads_it(
        self, office: Office, text: str | bytes, fault: tuple[str, str]
    ) -> None:
        kind = {"Content-Type": "application/json"}
        assert fault in await faults(office.author.post(f"{API}/evaluations", content=text, headers=kind))

    async def test_documents_wait_for_each_other_and_not_others_for_them(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        running: list[str] = []
        at_once: list[int] = []

        def evaluate(_: bytes, language: str) -> dict[str, Any]:
            running.append(language)
            at_once.append(len(running))
            time.sleep(0.05)
            running.pop()
            return {}

        monkeypatch.setattr(service, "evaluate_document", evaluate)
        await asyncio.gather(*(good(office.author.post(f"{API}/evaluations", json={})) for _ in range(5)))
        assert at_once == [1] * 5

    async def test_a_long_evaluation_holds_up_nobody(self, office: Office) -> None:
        parts = [{"code": f"i{n}", "points": "5", "rule": {"type": "proportional"}} for n in range(20)]
        facts = {part["code"]: {"actual": "85", "target": "100"} for part in parts}
        document = {
            "scheme": {"root": {"code": "total", "combine": "sum", "parts": parts}},
            "subjects": [{"code": f"T{n}", "class": "a", "facts": facts} for n in range(1500)],
        }
        long = asyncio.create_task(office.author.post(f"{API}/evaluations", json=document))
        answered = 0
        while not long.done():
            await good(office.reviewer.get(f"{API}/schemes?limit=1"))
            answered += 1
        assert (await long).status_code == 200
        assert answered > 5, "one or two begin before it; the others are answered meanwhile"
