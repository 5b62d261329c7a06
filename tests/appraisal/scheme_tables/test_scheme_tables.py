"""The table of a scheme goes out to Excel and comes back."""

import copy
import json
import zipfile
from io import BytesIO
from typing import Any

import httpx
import pytest
from openpyxl import load_workbook

from hengjian.contracts.roles import Role
from tests.appraisal.county import (
    API,
    DAILY_BINDING,
    DAILY_SCHEME,
    Office,
    good,
    refused,
    scheme,
)


def entry(code: str, *classes: str, **changes: Any) -> Any:
    return scheme(code, DAILY_SCHEME, DAILY_BINDING, *(classes or (f"class-of-{code}",))) | changes


async def drafted(office: Office, code: str, **changes: Any) -> dict[str, Any]:
    return await good(office.author.post(f"{API}/schemes", json=entry(code, **changes)))


def content_of(made: dict[str, Any], **changes: Any) -> dict[str, Any]:
    keys = ("name", "class_codes", "document", "binding", "coefficients", "full_score")
    return {**{key: made[key] for key in keys}, **changes}


def with_points(points: str) -> dict[str, Any]:
    document = copy.deepcopy(DAILY_SCHEME)
    document["root"]["parts"][0]["points"] = points
    return document


async def download(client: httpx.AsyncClient, made: dict[str, Any], name: str = "table.xlsx") -> bytes:
    answer = await client.get(f"{API}/schemes/{made['id']}/{name}")
    assert answer.status_code == 200, answer.text
    return answer.content


def edit(content: bytes, **cells: Any) -> bytes:
    book = load_workbook(BytesIO(content))
    for place, value in cells.items():
        book.worksheets[0][place] = value
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


async def upload(
    client: httpx.AsyncClient, made: dict[str, Any], content: bytes, *, dry_run: bool = True, version: int | None = None
) -> httpx.Response:
    headers = {} if version is None else {"If-Match": f'"{version}"'}
    address = f"{API}/schemes/{made['id']}/table?dry_run={str(dry_run).lower()}"
    return await client.post(address, files={"file": ("表.xlsx", content)}, headers=headers)


class TestTable:
    async def test_anonymous_and_wrong_role(self, office: Office, anonymous: httpx.AsyncClient) -> None:
        made = await drafted(office, "t1")
        assert await refused(anonymous.get(f"{API}/schemes/{made['id']}/table.xlsx")) == (401, "not_signed_in")
        content = await download(office.people.person(Role.CADRE, unit="T01"), made)
        answer = await upload(office.committee, made, content)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")

    async def test_a_workbook_for_people(self, office: Office) -> None:
        made = await drafted(office, "t2")
        book = load_workbook(BytesIO(await download(office.author, made)))
        sheet, guide = book.worksheets
        assert sheet.freeze_panes == "D2"
        assert [cell.value for cell in sheet[3]][:6] == ["total", "total", "daily", "日常考核", None, "20"]
        assert {cell.number_format for cell in sheet[3]} == {"@"}
        assert guide.max_row > 20

    async def test_unedited_it_changes_nothing(self, office: Office) -> None:
        made = await drafted(office, "t3")
        content = await download(office.author, made)
        seen = (await upload(office.author, made, content)).json()
        assert (seen["changes"], seen["faults"], seen["can_apply"]) == ([], [], True)
        answer = await upload(office.author, made, content, dry_run=False, version=made["version"])
        assert (answer.status_code, answer.json()["version"]) == (200, made["version"])

    async def test_seen_first_then_applied(self, office: Office) -> None:
        made = await drafted(office, "t4")
        content = edit(
            await download(office.author, made), F3=18.5, M4="增减分", N4="每步幅度：10\n每步加分：0.5\n每步减分：1"
        )
        seen = (await upload(office.author, made, content)).json()
        assert [(c["row"], c["code"], c["what"], c["new"]) for c in seen["changes"]] == [
            (3, "daily", "points", "18.5"),
            (4, "revenue", "rule", "增减分（每步幅度 10；每步加分 0.5；每步减分 1）"),
        ]
        assert "total_not_100" in {remark["code"] for remark in seen["remarks"]}
        assert (await good(office.author.get(f"{API}/schemes/{made['id']}")))["document"] == DAILY_SCHEME
        answer = await upload(office.author, made, content, dry_run=False, version=made["version"])
        assert (answer.status_code, answer.json()["applied"]) == (200, True), answer.text
        after = await good(office.author.get(f"{API}/schemes/{made['id']}"))
        assert answer.json()["version"] == after["version"] > made["version"]
        parts = after["document"]["root"]["parts"]
        assert parts[0]["points"] == "18.5"
        assert parts[1]["rule"] == {"type": "step", "size": "10", "up": "0.5", "down": "1"}
        assert after["document"]["tiers"] == DAILY_SCHEME["tiers"]
        assert after["binding"] == made["binding"]

    async def test_faults_name_the_cell_and_nothing_is_written(self, office: Office) -> None:
        made = await drafted(office, "t5")
        content = edit(await download(office.author, made), F3="=10+10", F4="很多", B5="nowhere")
        seen = (await upload(office.author, made, content)).json()
        assert {(fault["cell"], fault["code"]) for fault in seen["faults"]} == {
            ("F3", "formula"), ("F4", "unreadable"), ("B5", "unknown_group"),
        }  # fmt: skip
        assert seen["can_apply"] is False
        answer = await upload(office.author, made, content, dry_run=False, version=made["version"])
        assert (answer.status_code, answer.json()["code"]) == (422, "table_refused")
        assert "/rows/3/points" in {error["pointer"] for error in answer.json()["errors"]}
        assert (await good(office.author.get(f"{API}/schemes/{made['id']}")))["version"] == made["version"]

    async def test_what_the_language_of_schemes_refuses_has_its_cell_too(self, office: Office) -> None:
        made = await drafted(office, "t6")
        content = edit(
            await download(office.author, made), F4="", M5="增减分", N5="每步幅度：0\n每步加分：1\n每步减分：1"
        )
        seen = (await upload(office.author, made, content)).json()
        assert ("F4", "points_needed") in {(fault["cell"], fault["code"]) for fault in seen["faults"]}
        assert ("N5", "out_of_range") in {(fault["cell"], fault["code"]) for fault in seen["faults"]}

    async def test_only_a_draft_in_the_version_that_was_seen(self, office: Office) -> None:
        made = await drafted(office, "t7")
        content = edit(await download(office.author, made), F3="19")
        assert (await upload(office.author, made, content, dry_run=False)).status_code == 428
        assert (await upload(office.author, made, content, dry_run=False, version=77)).status_code == 412
        await good(office.reviewer.post(f"{API}/schemes/{made['id']}:review"))
        seen = (await upload(office.author, made, content)).json()
        assert (seen["can_apply"], len(seen["changes"])) == (False, 1)
        assert seen["reason"]
        answer = await upload(office.author, made, content, dry_run=False, version=seen["version"])
        assert (answer.status_code, answer.json()["code"]) == (409, "wrong_state")

    @pytest.mark.parametrize(
        ("content", "code"),
        [(b"", "not_a_table"), (b"PK\x03\x04rubbish", "not_a_table"), (b'{"a": 1}', "not_a_table")],
    )
    async def test_what_is_no_table(self, office: Office, content: bytes, code: str) -> None:
        made = await drafted(office, f"t8-{len(content)}")
        answer = await upload(office.author, made, content)
        assert (answer.status_code, answer.json()["code"]) == (422, code)

    async def test_limits(self, office: Office) -> None:
        made = await drafted(office, "t9")
        content = await download(office.author, made)
        bomb = BytesIO(content)
        with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("xl/media/zeros.bin", b"0" * 50_000_000)
        assert len(bomb.getvalue()) < 100_000
        entities = BytesIO()
        with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(entities, "w") as new:
            for part in old.infolist():
                text = old.read(part)
                new.writestr(part, b"<!DOCTYPE x [<!ENTITY a 'a'>]>" + text if "sheet1" in part.filename else text)
        long = edit(content, **{f"C{row}": f"i{row}" for row in range(6, 2008)})
        lost = edit(content, F1="别的")
        answers = [
            await upload(office.author, made, file) for file in (bomb.getvalue(), entities.getvalue(), long, lost)
        ]
        assert [answer.json()["code"] for answer in answers] == [
            "table_too_long", "not_a_table", "table_too_long", "columns_missing",
        ]  # fmt: skip
        assert (await upload(office.author, made, b"0" * 2_100_000)).status_code == 413

    async def test_the_document_goes_the_same_way(self, office: Office) -> None:
        made = await drafted(office, "t10")
        document = json.loads(await download(office.author, made, "document.json"))
        assert document == {"scheme": DAILY_SCHEME, "subjects": []}
        document["scheme"] = with_points("12")
        del document["scheme"]["root"]["parts"][2]
        content = json.dumps(document).encode()
        seen = (await upload(office.author, made, content)).json()
        assert [(c["code"], c["what"]) for c in seen["changes"]] == [("daily", "points"), ("extra", "removed")]
        answer = await upload(office.author, made, content, dry_run=False, version=made["version"])
        assert answer.status_code == 200, answer.text
        after = await good(office.author.get(f"{API}/schemes/{made['id']}"))
        assert after["document"] == document["scheme"]
        assert set(after["binding"]) == {"daily", "revenue"}

    async def test_a_broken_document_is_shown_where(self, office: Office) -> None:
        made = await drafted(office, "t11")
        broken = json.dumps({"root": {"code": "x", "points": 1.5, "rule": {"type": "given"}}}).encode()
        seen = (await upload(office.author, made, broken)).json()
        assert [(fault["item_code"], fault["code"]) for fault in seen["faults"]] == [("x", "not_a_number")]
        assert seen["can_apply"] is False
