"""Files of a deduction as readers get them, and withdrawing one."""

import asyncio
from io import BytesIO

import asyncpg
import pytest
from PIL import Image

from hengjian.contracts.permissions import Permission
from hengjian.contracts.roles import Role
from tests.supervision.files import MP4, PDF, Sender, photo, sha256, upload
from tests.supervision.support import API, Office, entry, good, moment, refused
from tests.support.people import People

EVIDENCE = f"{API}/evidence"
EVIDENCE_OF = f"{API}/deductions"


def with_exif() -> bytes:
    """Upright only when the camera's word is heeded, and taken at a place."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Phone Maker"
    exif.get_ifd(0x8825)[1] = "N"
    return photo(20, size=(800, 600), exif=exif.tobytes())


class TestReading:
    async def test_the_list_says_all_of_it(self, office: Office) -> None:
        deduction, content, taken = await office.recorded(), photo(21), moment(hours=1)
        evidence = await upload(office.inspector, deduction, content, filename="../照片 1.jpg", taken_at=taken)
        found = await good(office.supervision.get(f"{API}/deductions/{deduction}/evidence"))
        (item,) = found["items"]
        assert (found["may_add"], found["refusal"]) == (True, None)
        assert (item["id"], item["sha256"], item["size"]) == (evidence, sha256(content), len(content))
        assert (item["type"], item["filename"], item["by"]) == ("image/jpeg", "照片 1.jpg", "inspector-1")
        assert (item["has_thumbnail"], item["withdrawal"], item["may_withdraw"]) == (True, None, True)
        auditors = await good(office.auditor.get(f"{API}/deductions/{deduction}/evidence"))
        assert (auditors["may_add"], auditors["items"][0]["may_withdraw"]) == (False, False)
        assert auditors["refusal"]

    async def test_whoever_sees_the_deduction_sees_its_files_and_nobody_else(self, office: Office) -> None:
        deduction = await office.recorded()
        evidence = await upload(office.inspector, deduction, photo(22))
        other = office.people.person(Role.INSPECTOR, name="inspector-2")
        for path in ("content", "thumbnail"):
            assert (await office.head.get(f"{EVIDENCE}/{evidence}/{path}")).status_code == 200
            for stranger in (office.neighbour, other):
                assert await refused(stranger.get(f"{EVIDENCE}/{evidence}/{path}")) == (404, "not_found")
        assert await refused(office.neighbour.get(f"{API}/deductions/{deduction}/evidence")) == (404, "not_found")

    async def test_a_file_is_sent_so_that_it_can_do_no_harm(self, office: Office) -> None:
        deduction = await office.recorded()
        evidence = await upload(office.inspector, deduction, photo(23), filename='会"场\r\n.jpg')
        answer = await office.supervision.get(f"{EVIDENCE}/{evidence}/content")
        assert answer.headers["content-type"] == "image/jpeg"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
        assert answer.headers["cache-control"] == "private, no-cache", "a shared machine asks again after sign-out"
        disposition = answer.headers["content-disposition"]
        assert disposition == "inline; filename=\"___.jpg\"; filename*=UTF-8''%E4%BC%9A%22%E5%9C%BA.jpg"
        document = await upload(office.inspector, deduction, PDF, filename="a.pdf")
        answer = await office.supervision.get(f"{EVIDENCE}/{document}/content")
        assert answer.headers["content-disposition"].startswith("attachment;")

    async def test_what_the_reader_has_is_not_sent_again(self, office: Office) -> None:
        evidence = await upload(office.inspector, await office.recorded(), photo(24))
        for path in ("content", "thumbnail"):
            first = await office.supervision.get(f"{EVIDENCE}/{evidence}/{path}")
            tag = {"If-None-Match": f'W/{first.headers["etag"]}, "other"'}
            again = await office.supervision.get(f"{EVIDENCE}/{evidence}/{path}", headers=tag)
            assert (again.status_code, again.content) == (304, b"")

    @pytest.mark.parametrize(
        ("wanted", "start", "end"), [("bytes=0-9", 0, 10), ("bytes=200-", 200, None), ("bytes=-5", -5, None)]
    )
    async def test_a_film_is_sent_in_ranges(self, office: Office, wanted: str, start: int, end: int | None) -> None:
        evidence = await upload(office.inspector, await office.recorded(), MP4)
        answer = await office.supervision.get(f"{EVIDENCE}/{evidence}/content", headers={"Range": wanted})
        assert (answer.status_code, answer.content) == (206, MP4[start:end])
        assert answer.headers["content-range"].endswith(f"/{len(MP4)}")

    async def test_the_thumbnail_stands_upright_and_tells_nothing(self, office: Office) -> None:
        content = with_exif()
        evidence = await upload(office.inspector, await office.recorded(), content)
        answer = await office.supervision.get(f"{EVIDENCE}/{evidence}/thumbnail")
        with Image.open(BytesIO(answer.content)) as picture:
            assert (picture.format, picture.size) == ("JPEG", (360, 480))
            assert dict(picture.getexif()) == {}
        assert b"Phone Maker" in content
        assert b"Phone Maker" not in answer.content

    async def test_without_a_picture_there_is_no_thumbnail(self, office: Office) -> None:
        evidence = await upload(office.inspector, await office.recorded(), PDF)
        assert await refused(office.supervision.get(f"{EVIDENCE}/{evidence}/thumbnail")) == (404, "no_thumbnail")

    async def test_one_photo_may_prove_two_deductions(self, office: Office) -> None:
        content = photo(25)
        kept = [await upload(office.inspector, await office.recorded(), content) for _ in range(2)]
        for evidence in kept:
            answer = await office.supervision.get(f"{EVIDENCE}/{evidence}/content")
            assert answer.content == content


class TestWithdrawing:
    async def test_it_stays_with_the_reason_beside_it(self, office: Office) -> None:
        deduction = await office.recorded()
        evidence = await upload(office.inspector, deduction, photo(26))
        shown = await good(office.inspector.post(f"{EVIDENCE}/{evidence}:withdraw", json={"reason": "拍错了地方"}))
        assert (shown["withdrawal"]["reason"], shown["may_withdraw"]) == ("拍错了地方", False)
        found = await good(office.head.get(f"{API}/deductions/{deduction}/evidence"))
        assert [item["withdrawal"]["reason"] for item in found["items"]] == ["拍错了地方"]
        assert found["items"][0]["withdrawal"]["by"] is None
        assert (await office.supervision.get(f"{EVIDENCE}/{evidence}/content")).status_code == 200
        again = office.inspector.post(f"{EVIDENCE}/{evidence}:withdraw", json={"reason": "再撤"})
        assert await refused(again) == (409, "already_withdrawn")

    async def test_two_at_once_withdraw_it_once(self, office: Office) -> None:
        evidence = await upload(office.inspector, await office.recorded(), photo(29))
        calls = (
            who.post(f"{EVIDENCE}/{evidence}:withdraw", json={"reason": "撤"})
            for who in (office.inspector, office.supervision)
        )
        assert sorted(answer.status_code for answer in await asyncio.gather(*calls)) == [200, 409]

    async def test_each_side_withdraws_its_own(self, office: Office) -> None:
        deduction = await office.objected()
        shown = await upload(office.inspector, deduction, photo(27))
        answered = await upload(office.head, deduction, PDF)
        reason = {"reason": "不再主张"}
        for who, evidence in ((office.head, shown), (office.supervision, answered)):
            assert await refused(who.post(f"{EVIDENCE}/{evidence}:withdraw", json=reason)) == (403, "refused_by_policy")
        await good(office.head.post(f"{EVIDENCE}/{answered}:withdraw", json=reason))
        neighbour = office.neighbour.post(f"{EVIDENCE}/{shown}:withdraw", json=reason)
        assert await refused(neighbour) == (404, "not_found")

    async def test_no_sql_takes_a_file_back(self, office: Office, owner_url: str) -> None:
        evidence = await upload(office.inspector, await office.recorded(), photo(28))
        connection = await asyncpg.connect(owner_url)
        try:
            for statement in (
                "DELETE FROM supervision.evidence WHERE id = $1",
                "UPDATE supervision.evidence SET size = 1 WHERE id = $1",
            ):
                with pytest.raises(asyncpg.RestrictViolationError):
                    await connection.execute(statement, evidence)
        finally:
            await connection.close()


class TestMachine:
    async def test_another_system_posts_a_record_with_its_photo(self, office: Office, people: People) -> None:
        may = (Permission.SUPERVISION_DEDUCTION_RECORD, Permission.SUPERVISION_EVIDENCE_UPLOAD)
        hotline, content = people.machine(*may, name="12345热线"), photo(61)
        recorded = await good(hotline.post(f"{API}/deductions", json=entry(cadre_codes=[])))
        await upload(hotline, recorded["id"], content)
        row = await office.read(recorded["id"])
        assert (row["source"], row["source_name"]) == ("client", "12345热线")
        (item,) = (await good(office.supervision.get(f"{EVIDENCE_OF}/{recorded['id']}/evidence")))["items"]
        assert (item["sha256"], item["office"]) == (sha256(content), "system")
        other = people.machine(*may, name="别的系统")
        assert (await Sender(other, recorded["id"], photo(62)).announce()).status_code == 403
