"""An import as a job: who may follow it, how it is told, and many rows part by part."""

import asyncio
import time
from typing import Any

import httpx
import pytest

from hengjian.contracts.permissions import Permission
from tests.supervision.bulk.test_importing import IMPORTS, row, send, workbook
from tests.supervision.support import API, Office, good, refused
from tests.support.jobs import done, ended, listed, result
from tests.support.people import People

JOBS = f"{API}/jobs"


class TestAccess:
    async def test_anonymous(self, people: People) -> None:
        some = f"{JOBS}/0199a7a4-8b1e-7c55-9a52-0a6f3c1d7b01"
        for address in (JOBS, some, f"{some}/result.xlsx"):
            assert await refused(people.anonymous.get(address)) == (401, "not_signed_in")

    async def test_only_who_asked_follows_it(self, office: Office) -> None:
        job = await done(office.supervision, send(office.supervision, workbook(row("只给自己看"))))
        addresses = (f"{JOBS}/{job['id']}", f"{JOBS}/{job['id']}/result.xlsx", f"{IMPORTS}/{job['id']}/rows")
        for address in addresses:
            assert (await office.supervision.get(address)).status_code == 200
            assert await refused(office.inspector.get(address)) == (404, "not_found")
        assert await refused(office.head.get(addresses[2])) == (403, "not_permitted")
        for stranger in (office.inspector, office.head):
            assert job["id"] not in [one["id"] for one in await listed(stranger, JOBS)]

    async def test_who_may_import_no_more_sees_no_import(self, people: People) -> None:
        both = (Permission.SUPERVISION_DEDUCTION_RECORD, Permission.SUPERVISION_DEDUCTION_READ)
        before = people.machine(*both, name="纪委系统")
        job = await done(before, send(before, workbook(row("机器导入"))))
        after = people.machine(Permission.SUPERVISION_DEDUCTION_READ, name="纪委系统")
        assert await refused(after.get(f"{JOBS}/{job['id']}")) == (404, "not_found")
        assert await listed(after, JOBS) == []
        assert [one["id"] for one in await listed(before, JOBS)] == [job["id"]]

    async def test_another_kind_of_job_has_no_rows_here(self, office: Office) -> None:
        job = await done(office.supervision, send(office.supervision, workbook(row("种类不同"))))
        call = office.supervision.get(f"{API}/project-imports/{job['id']}/rows")
        assert await refused(call) == (404, "not_found")


class TestFollowing:
    async def test_many_rows_come_part_by_part(self, office: Office) -> None:
        lines = [row(f"第{number}条") for number in range(250)]
        lines[120] = row("单位错", 单位="T99")
        job = await done(office.inspector, send(office.inspector, workbook(*lines)))
        assert (job["row_count"], job["done_count"]) == (250, 250)
        assert job["counts"] == {"created": 249, "refused": 1}
        assert [step["step"] for step in job["history"]][:2] == ["queued", "begun"]
        rows = await listed(office.inspector, f"{IMPORTS}/{job['id']}/rows")
        assert [one["row"] for one in rows] == list(range(2, 252))
        serials = [int(one["number"][-5:]) for one in rows if one["number"]]
        assert len(serials) == 249
        assert serials == sorted(set(serials))
        [bad] = await listed(office.inspector, f"{IMPORTS}/{job['id']}/rows?status=refused")
        assert (bad["row"], bad["columns"], bad["number"]) == (122, ["单位"], None)

    async def test_the_same_key_is_the_same_job(self, office: Office) -> None:
        content = workbook(row("同一键"))

        async def sent() -> httpx.Response:
            files = {"file": ("扣分.xlsx", content, "application/octet-stream")}
            request = office.supervision.build_request("POST", IMPORTS, files=files)
            body = await request.aread()
            headers = {"Idempotency-Key": "import-once", "Content-Type": "multipart/form-data; boundary=once"}
            boundary = request.headers["content-type"].partition("boundary=")[2].encode()
            return await office.supervision.post(IMPORTS, content=body.replace(boundary, b"once"), headers=headers)

        first, again = await done(office.supervision, sent()), await done(office.supervision, sent())
        assert first["id"] == again["id"]

    async def test_own_jobs_the_newest_first_and_by_kind(self, office: Office) -> None:
        jobs = [
            (await done(office.supervision, send(office.supervision, workbook(row(name)), dry_run=dry)))["id"]
            for name, dry in (("先", True), ("后", False))
        ]
        all_jobs = await listed(office.supervision, f"{JOBS}?kind=import_deductions&limit=1")
        assert [one["id"] for one in all_jobs][:2] == jobs[::-1]
        assert [one["parameters"]["dry_run"] for one in all_jobs][:2] == [False, True]
        assert await listed(office.supervision, f"{JOBS}?kind=import_round_projects") == []

    async def test_what_was_refused_as_a_whole_leaves_no_file(self, office: Office) -> None:
        job = await ended(office.supervision, send(office.supervision, b"PK no"))
        assert (job["state"], job["counts"], job["problem"]["code"]) == ("refused", {}, "not_a_workbook")
        assert job["problem"]["detail"].startswith("文件不是有效的 Excel 工作簿（.xlsx）。")
        assert await refused(office.supervision.get(f"{JOBS}/{job['id']}/result.xlsx")) == (404, "not_found")
        assert (await good(office.supervision.get(f"{IMPORTS}/{job['id']}/rows")))["items"] == []

    async def test_the_file_keeps_its_name(self, office: Office) -> None:
        job = await done(office.supervision, send(office.supervision, workbook(row("文件名"))))
        answer = await result(office.supervision, job)
        assert "filename*=UTF-8''%E6%89%A3%E5%88%86.xlsx" in answer.headers["content-disposition"]

    @pytest.mark.parametrize("name", ["", "a" * 300 + ".xlsx", "a\x00b.xlsx"], ids=["none", "long", "nul"])
    async def test_odd_names_of_files(self, office: Office, name: str) -> None:
        content: Any = workbook(row(f"怪名 {len(name)}"))
        answer = await office.supervision.post(IMPORTS, files={"file": (name, content, "application/octet-stream")})
        assert answer.status_code in {202, 422}, answer.text


@pytest.mark.long
async def test_ten_thousand_rows_and_single_records_between(office: Office) -> None:
    """As many as a workbook may have; nobody else waits for the whole of it."""
    content = workbook(*(row(f"第{number}条，窗口无人值守，群众等候") for number in range(10_000)))
    waits: list[float] = []
    asked = asyncio.create_task(done(office.supervision, send(office.supervision, content)))
    while not asked.done():
        before = time.monotonic()
        await office.recorded()
        waits.append(time.monotonic() - before)
        await asyncio.sleep(0.2)
    job = await asked
    assert (job["row_count"], job["counts"]) == (10_000, {"created": 10_000})
    assert sorted(waits)[len(waits) // 2] < 1
