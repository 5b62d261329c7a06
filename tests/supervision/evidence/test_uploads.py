"""Sending a file in pieces: the protocol, what is refused, and who may."""

from typing import Any

import httpx
import pytest

from hengjian.contracts.roles import Role
from hengjian.kit.edge.service import Service
from tests.supervision.files import MP4, PDF, UPLOADS, VERSION, Sender, bomb, photo, sha256, upload
from tests.supervision.support import API, Office, good


def refusal(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


async def listed(office: Office, deduction: str, who: httpx.AsyncClient | None = None) -> list[dict[str, Any]]:
    found = await good((who or office.supervision).get(f"{API}/deductions/{deduction}/evidence"))
    items: list[dict[str, Any]] = found["items"]
    return items


class TestProtocol:
    async def test_a_file_in_three_pieces(self, office: Office) -> None:
        sender = Sender(office.inspector, await office.recorded(), photo())
        begun = await sender.announce()
        assert (begun.status_code, begun.headers["location"]) == (201, sender.address)
        assert begun.headers["tus-resumable"] == "1.0.0"
        third = len(sender.content) // 3
        for offset, end in ((0, third), (third, 2 * third), (2 * third, None)):
            sent = await sender.send(offset, end)
            stands = len(sender.content) if end is None else end
            assert (sent.status_code, sent.headers["upload-offset"]) == (204, str(stands)), sent.text
        asked = await sender.ask()
        assert (asked.headers["upload-offset"], asked.headers["upload-length"]) == (str(len(sender.content)),) * 2
        assert asked.headers["cache-control"] == "no-store"
        answer = await office.supervision.get(f"{API}/evidence/{sender.id}/content")
        assert sha256(answer.content) == sender.said["sha256"]

    async def test_announced_again_it_stands_where_it_stood(self, office: Office) -> None:
        sender = Sender(office.inspector, await office.recorded(), photo(1))
        await sender.announce()
        await sender.send(0, 100)
        again = await sender.announce()
        assert (again.status_code, again.headers["upload-offset"]) == (201, "100")
        assert again.headers["location"] == sender.address
        await sender.send(100)
        finished = await sender.announce()
        assert (finished.status_code, finished.headers["upload-offset"]) == (201, str(len(sender.content)))

    async def test_an_id_belongs_to_one_file(self, office: Office) -> None:
        deduction = await office.recorded()
        first = Sender(office.inspector, deduction, photo(2))
        await first.announce()
        other = Sender(office.inspector, deduction, photo(3), id=first.id)
        assert refusal(await other.announce()) == (409, "upload_id_taken")
        stranger = Sender(office.supervision, deduction, photo(2), **first.said)
        assert refusal(await stranger.announce()) == (409, "upload_id_taken")

    async def test_a_repeated_piece_learns_where_to_go_on(self, office: Office) -> None:
        sender = Sender(office.inspector, await office.recorded(), photo(4))
        await sender.announce()
        await sender.send(0, 50)
        again = await sender.send(0, 50)
        assert refusal(again) == (409, "upload_offset_wrong")
        assert again.headers["upload-offset"] == "50"
        await sender.send(50)
        late = await sender.send(50)
        assert (late.status_code, late.headers["upload-offset"]) == (409, str(len(sender.content)))

    async def test_what_the_server_takes(self, office: Office) -> None:
        answer = await office.inspector.options(UPLOADS)
        assert (answer.status_code, answer.headers["tus-extension"]) == (
            204,
            "creation,creation-with-upload,termination",
        )
        assert answer.headers["tus-max-size"] == "20000000"

    async def test_a_small_file_travels_in_one_request(self, office: Office) -> None:
        sender = Sender(office.inspector, deduction := await office.recorded(), photo(50))
        sent = await sender.announce_with(None)
        assert (sent.status_code, sent.headers["upload-offset"]) == (201, str(len(sender.content))), sent.text
        assert sent.headers["location"] == sender.address
        assert [row["sha256"] for row in await listed(office, deduction)] == [sender.said["sha256"]]
        again = await sender.announce_with(None)
        assert (again.status_code, again.headers["upload-offset"]) == (201, str(len(sender.content)))
        assert len(await listed(office, deduction)) == 1

    async def test_broken_off_after_the_first_bytes_it_goes_on(self, office: Office) -> None:
        sender = Sender(office.inspector, deduction := await office.recorded(), photo(51))
        begun = await sender.announce_with(70)
        assert (begun.status_code, begun.headers["upload-offset"]) == (201, "70")
        again = await sender.announce_with(70)
        assert (again.status_code, again.headers["upload-offset"]) == (201, "70")
        assert (await sender.send(70)).status_code == 204
        assert len(await listed(office, deduction)) == 1

    async def test_first_bytes_are_checked_like_any(self, office: Office) -> None:
        deduction = await office.recorded()
        wrong = Sender(office.inspector, deduction, photo(52), sha256="0" * 64)
        assert refusal(await wrong.announce_with(None)) == (422, "hash_mismatch")
        assert (await wrong.ask()).status_code == 404
        untyped = Sender(office.inspector, deduction, photo(53))
        answer = await untyped.announce_with(10, chunk_type="application/json")
        assert refusal(answer) == (415, "chunk_type_wrong")
        large = Sender(office.inspector, deduction, b"%PDF-1.7\n" + b"x" * 1_048_576)
        assert refusal(await large.announce_with(None)) == (413, "chunk_too_large")
        beyond = Sender(office.inspector, deduction, photo(54))
        assert refusal(await beyond.announce_with(30, length=20)) == (422, "beyond_announced_length")
        assert await listed(office, deduction) == []

    async def test_given_up_it_is_gone(self, office: Office) -> None:
        sender = Sender(office.inspector, await office.recorded(), photo(5))
        await sender.announce()
        await sender.send(0, 10)
        assert (await office.inspector.delete(sender.address, headers=VERSION)).status_code == 204
        assert (await sender.ask()).status_code == 404
        again = await sender.announce()
        assert (again.status_code, again.headers["upload-offset"]) == (201, "0")

    async def test_only_its_sender_sees_it(self, office: Office) -> None:
        sender = Sender(office.inspector, await office.recorded(), photo(6))
        await sender.announce()
        other = Sender(office.supervision, "", sender.content, id=sender.id)
        assert (await other.ask()).status_code == 404
        assert (await other.send(0)).status_code == 404

    async def test_without_the_version_nothing_is_done(self, office: Office) -> None:
        sender = Sender(office.inspector, await office.recorded(), photo())
        answer = await office.inspector.post(
            UPLOADS, headers={"Upload-Length": "9", "Upload-Metadata": sender.metadata}
        )
        assert refusal(answer) == (412, "tus_version_needed")
        assert answer.headers["tus-version"] == "1.0.0"


class TestRefusals:
    @pytest.mark.parametrize(
        ("change", "name"),
        [
            ({"sha256": "A" * 64}, "sha256"),
            ({"deduction_id": "7"}, "deduction_id"),
            ({"id": "x"}, "id"),
            ({"taken_at": "2026-03-01T08:00:00"}, "taken_at"),
            ({"filename": ""}, "filename"),
        ],
    )
    async def test_metadata_must_be_right(self, office: Office, change: dict[str, str], name: str) -> None:
        answer = await Sender(office.inspector, await office.recorded(), photo(), **change).announce()
        assert refusal(answer) == (422, "upload_metadata_unfit")
        assert answer.json()["params"] == {"name": name}

    @pytest.mark.parametrize(("length", "code"), [(0, "upload_length_needed"), (20_000_001, "file_too_large")])
    async def test_length_has_limits(self, office: Office, length: int, code: str) -> None:
        answer = await Sender(office.inspector, await office.recorded(), photo()).announce(length)
        assert answer.json()["code"] == code

    async def test_a_chunk_has_a_limit(self, office: Office) -> None:
        sender = Sender(office.inspector, await office.recorded(), PDF + bytes(1_500_000))
        await sender.announce()
        assert refusal(await sender.send(0)) == (413, "chunk_too_large")
        assert (await sender.send(0, 1_048_576)).headers["upload-offset"] == "1048576"

    async def test_no_byte_beyond_what_was_announced(self, office: Office) -> None:
        sender = Sender(office.inspector, await office.recorded(), photo())
        await sender.announce()
        assert refusal(await sender.send_bytes(0, sender.content + b"x")) == (422, "beyond_announced_length")

    async def test_a_wrong_hash_drops_what_came_and_may_be_sent_anew(self, office: Office) -> None:
        deduction = await office.recorded()
        sender = Sender(office.inspector, deduction, photo(7))
        await sender.announce()
        await sender.send_bytes(0, b"?" * 40)
        assert refusal(await sender.send(40)) == (422, "hash_mismatch")
        assert (await sender.ask()).status_code == 404
        assert await listed(office, deduction) == []
        assert (await sender.whole()).status_code == 204
        assert [item["id"] for item in await listed(office, deduction)] == [sender.id]

    @pytest.mark.parametrize(
        ("content", "status", "code"),
        [
            (b"MZ" + bytes(200), 415, "file_type_not_taken"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 415, "file_type_not_taken"),
            (b"<!doctype html><script>alert(1)</script>", 415, "file_type_not_taken"),
            (b"\xff\xd8\xff\xe0" + bytes(100), 422, "picture_unreadable"),
            (bomb(), 422, "picture_too_large"),
        ],
        ids=["program", "svg", "html", "damaged", "bomb"],
    )
    async def test_content_decides_not_the_name(self, office: Office, content: bytes, status: int, code: str) -> None:
        sender = Sender(office.inspector, await office.recorded(), content, filename="a.jpg")
        assert refusal(await sender.whole()) == (status, code)

    @pytest.mark.parametrize(
        ("content", "media_type"),
        [
            (photo(8, form="PNG"), "image/png"),
            (photo(8, form="WEBP"), "image/webp"),
            (PDF, "application/pdf"),
            (MP4, "video/mp4"),
        ],
        ids=["png", "webp", "pdf", "mp4"],
    )
    async def test_other_types_that_are_taken(self, office: Office, content: bytes, media_type: str) -> None:
        deduction = await office.recorded()
        await upload(office.inspector, deduction, content, filename="a.jpg")
        assert [item["type"] for item in await listed(office, deduction)] == [media_type]

    async def test_a_deduction_takes_thirty_files(self, office: Office) -> None:
        deduction = await office.recorded()
        for _ in range(30):
            assert (await Sender(office.inspector, deduction, b"x").announce()).status_code == 201
        assert refusal(await Sender(office.inspector, deduction, b"x").announce()) == (409, "too_many_files")


class TestWhoMay:
    async def test_not_somebody_without_the_permission(self, office: Office) -> None:
        answer = await Sender(office.auditor, await office.recorded(), photo()).announce()
        assert refusal(answer) == (403, "not_permitted")

    async def test_not_another_inspector(self, office: Office) -> None:
        other = office.people.person(Role.INSPECTOR, name="inspector-2")
        answer = await Sender(other, await office.recorded(), photo()).announce()
        assert refusal(answer) == (404, "not_found")
        answer = await Sender(other, await office.effective(), photo()).announce()
        assert refusal(answer) == (403, "refused_by_policy")

    async def test_not_the_neighbour(self, office: Office) -> None:
        answer = await Sender(office.neighbour, await office.notified(), photo()).announce()
        assert refusal(answer) == (404, "not_found")

    async def test_the_unit_between_notice_and_judgement(self, office: Office) -> None:
        early = await office.recorded()
        assert refusal(await Sender(office.head, early, photo()).announce()) == (403, "refused_by_policy")
        deduction = await office.objected()
        await upload(office.head, deduction, PDF, filename="签收记录.pdf")
        sender = Sender(office.head, deduction, photo(9))
        await sender.announce()
        await sender.send(0, 20)
        await office.step(deduction, "judge", office.discipline, outcome="rejected", reason="通知有签收记录")
        assert refusal(await sender.send(20)) == (403, "refused_by_policy")
        found = await listed(office, deduction, office.head)
        assert [(item["purpose"], item["filename"], item["by"]) for item in found] == [
            ("objection", "签收记录.pdf", None)
        ]

    async def test_the_recorder_however_late(self, office: Office) -> None:
        deduction = await office.effective()
        await upload(office.inspector, deduction, photo(10))
        await upload(office.supervision, deduction, photo(11))
        found = await listed(office, deduction)
        assert [(item["office"], item["by"]) for item in found] == [
            ("inspector", "inspector-1"),
            ("supervision_office", "supervision-1"),
        ]

    async def test_the_finished_file_is_audited_once(self, office: Office, supervision: Service) -> None:
        sender = Sender(office.inspector, await office.recorded(), photo(12))
        await sender.announce()
        await sender.send(0, 30)
        await sender.send(30)
        audit = supervision.database.table("audit_log")
        async with supervision.database.read_session() as session:
            rows = (await session.execute(audit.select().where(audit.c.object_id == sender.id))).all()
        assert [(row.action, row.object_type, row.after["sha256"]) for row in rows] == [
            ("take_chunk", "evidence", sender.said["sha256"])
        ]
