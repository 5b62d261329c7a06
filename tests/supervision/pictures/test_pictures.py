"""Pictures for the public: no way around redaction and a second person, and nothing of the original in them."""

import asyncio
import base64
import hashlib
from io import BytesIO

import httpx
import pytest
from PIL import Image
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from hengjian.audit.recording import Actor
from hengjian.contracts.roles import Role
from hengjian.kit.edge.service import Service
from hengjian.supervision.pictures.content import LONGEST_SIDE
from tests.supervision.files import BOX, COVER, PDF, photo, redact, scene, upload
from tests.supervision.studio import Studio, address
from tests.supervision.support import API, Office, at, good, refused


class TestPreparing:
    async def test_who_may(self, studio: Studio, office: Office, anonymous: httpx.AsyncClient) -> None:
        content = scene(1)
        evidence = await studio.photo_of(await office.recorded(), content)
        entry = studio.entry(content, BOX)
        assert (await studio.prepare(evidence, entry, anonymous)).status_code == 401
        for nobody in (office.inspector, office.head, office.discipline, office.auditor):
            assert await refused(studio.prepare(evidence, entry, nobody)) == (403, "not_permitted")
        at_unit = office.people.person(Role.SUPERVISION_OFFICE, unit="T01", name="supervision-at-t01")
        assert await refused(studio.prepare(evidence, entry, at_unit)) == (403, "refused_by_policy")
        assert await refused(studio.prepare(str(entry["id"]), entry)) == (404, "not_found")

    async def test_the_same_again_is_the_same_picture(self, studio: Studio, office: Office) -> None:
        content = scene(2)
        evidence = await studio.photo_of(await office.recorded(), content)
        entry = studio.entry(content, BOX)
        first, again = await good(studio.prepare(evidence, entry)), await good(studio.prepare(evidence, entry))
        assert at(first.pop("prepared_at")) == at(again.pop("prepared_at"))
        assert first == again
        changed = studio.prepare(evidence, entry | {"alt_text": "另一句"})
        assert await refused(changed) == (409, "picture_id_taken")

    async def test_something_is_covered_or_it_is_said_that_nothing_need_be(
        self, studio: Studio, office: Office
    ) -> None:
        content = scene(3)
        evidence = await studio.photo_of(await office.recorded(), content)
        silent = studio.entry(content, says_nothing_to_hide=False)
        assert await refused(studio.prepare(evidence, silent)) == (422, "hiding_not_settled")
        unchanged = silent | {"picture": base64.b64encode(content).decode()}
        assert await refused(studio.prepare(evidence, unchanged)) == (422, "hiding_not_settled")
        both = studio.entry(content, BOX, says_nothing_to_hide=True)
        assert await refused(studio.prepare(evidence, both)) == (422, "hiding_contradicted")
        said = await good(studio.prepare(evidence, studio.entry(content)))
        assert (said["covered"], said["says_nothing_to_hide"]) == ([], True)

    async def test_what_is_said_to_be_covered_is_covered(self, studio: Studio, office: Office) -> None:
        content = scene(4)
        evidence = await studio.photo_of(await office.recorded(), content)
        original = base64.b64encode(content).decode()
        bare = studio.entry(content, BOX, picture=original)
        assert await refused(studio.prepare(evidence, bare)) == (422, "area_not_covered")
        outside = studio.entry(content, BOX | {"x": 630})
        assert await refused(studio.prepare(evidence, outside)) == (422, "area_outside")

    async def test_nothing_else_is_changed(self, studio: Studio, office: Office) -> None:
        content = scene(5)
        evidence = await studio.photo_of(await office.recorded(), content)
        foreign = redact(photo(9, size=(640, 480)), BOX)
        cropped = redact(scene(5, size=(640, 300)), BOX)
        for other in (foreign, cropped):
            entry = studio.entry(content, BOX, picture=base64.b64encode(other).decode())
            assert await refused(studio.prepare(evidence, entry)) == (422, "another_picture")

    async def test_only_from_a_photo_of_the_record(self, studio: Studio, office: Office) -> None:
        content = scene(6)
        deduction = await office.objected()
        paper = await upload(office.inspector, deduction, PDF, filename="a.pdf")
        theirs = await upload(office.head, deduction, content)
        withdrawn = await studio.photo_of(deduction, scene(7))
        await good(office.inspector.post(f"{API}/evidence/{withdrawn}:withdraw", json={"reason": "拍错"}))
        for evidence in (paper, theirs, withdrawn):
            answer = studio.prepare(evidence, studio.entry(content, BOX))
            assert await refused(answer) == (409, "not_a_photo_of_the_record")

    async def test_a_returned_deduction_shows_nothing(self, studio: Studio, office: Office) -> None:
        deduction = await office.recorded()
        evidence = await studio.photo_of(deduction, scene(8))
        await office.step(deduction, "return", office.supervision, reason="证据不足")
        answer = studio.prepare(evidence, studio.entry(scene(8), BOX))
        assert await refused(answer) == (409, "deduction_state_forbids")
        assert (await studio.list(deduction))["may_prepare"] is False

    @pytest.mark.parametrize("words", ["林岳川的车", "林 岳 川", "浙C12345", "找 13800138000", "inspector-1 所见"])
    async def test_its_words_name_nobody(self, studio: Studio, office: Office, words: str) -> None:
        content = scene(9)
        evidence = await studio.photo_of(await office.recorded(), content)
        for said in ("alt_text", "alt_text_en"):
            answer = studio.prepare(evidence, studio.entry(content, BOX, **{said: words}))
            assert await refused(answer) == (422, "public_text_names_somebody")

    async def test_no_more_than_six_stand_at_once(self, studio: Studio, office: Office) -> None:
        deduction = await office.recorded()
        content = scene(10)
        evidence = await studio.photo_of(deduction, content)
        made = [await good(studio.prepare(evidence, studio.entry(content, BOX))) for _ in range(6)]
        assert await refused(studio.prepare(evidence, studio.entry(content, BOX))) == (409, "too_many_pictures")
        await good(studio.step(made[0]["id"], "reject", reason="车牌仍可辨认"))
        assert (await studio.prepare(evidence, studio.entry(content, BOX))).status_code == 201

    async def test_too_large_or_no_picture(self, studio: Studio, office: Office) -> None:
        content = scene(11, size=(2000, 1500))
        evidence = await studio.photo_of(await office.recorded(), content)
        whole = base64.b64encode(redact(content, BOX, longest=2000)).decode()
        answer = studio.prepare(evidence, studio.entry(content, BOX, picture=whole))
        assert await refused(answer) == (422, "picture_too_large_to_publish")
        broken = base64.b64encode(b"MZ program").decode()
        assert await refused(studio.prepare(evidence, studio.entry(content, BOX, picture=broken))) == (
            422,
            "picture_unreadable",
        )
        stands = await good(studio.prepare(evidence, studio.entry(content, BOX)))
        assert max(stands["width"], stands["height"]) == LONGEST_SIDE


class TestFile:
    """Whatever the browser sent, the public gets pixels and nothing else."""

    async def test_nothing_but_pixels_survives(
        self, studio: Studio, office: Office, anonymous: httpx.AsyncClient
    ) -> None:
        exif = Image.Exif()
        exif[0x010E] = "EXIF-SECRET"
        exif.get_ifd(0x8825)[2] = (27.0, 46.0, 12.0)
        content = scene(20, exif=exif, comment=b"COMMENT-SECRET")
        sent = redact(content, BOX, exif=exif, comment=b"COMMENT-SECRET", icc_profile=b"ICC-SECRET") + b"TAIL-SECRET"
        deduction = await office.published()
        evidence = await studio.photo_of(deduction, content)
        entry = studio.entry(content, BOX, picture=base64.b64encode(sent).decode())
        made = await good(studio.prepare(evidence, entry))
        await good(studio.step(made["id"], "approve"))
        for small in (False, True):
            public = (await anonymous.get(address(made, small=small))).content
            assert b"SECRET" not in public
            with Image.open(BytesIO(public)) as picture:
                assert dict(picture.getexif()) == {}
                assert set(picture.info) <= {
                    "jfif",
                    "jfif_version",
                    "jfif_unit",
                    "jfif_density",
                    "progressive",
                    "progression",
                }
            assert hashlib.sha256(public).digest() != hashlib.sha256(content).digest()

    async def test_the_covered_area_is_flat_whatever_the_browser_left_in_it(
        self, studio: Studio, office: Office, anonymous: httpx.AsyncClient
    ) -> None:
        """A light veil over a face would pass the tolerance for JPEG noise; it is painted over here again."""
        content = scene(21)
        picture = Image.open(BytesIO(redact(content, BOX))).convert("RGB")
        for step in range(0, 20, 2):
            picture.putpixel((BOX["x"] + step, BOX["y"] + 4), (255, 255, 255))
        written = BytesIO()
        picture.save(written, "PNG")
        deduction = await office.published()
        evidence = await studio.photo_of(deduction, content)
        entry = studio.entry(content, BOX, picture=base64.b64encode(written.getvalue()).decode())
        made = await good(studio.prepare(evidence, entry))
        await good(studio.step(made["id"], "approve"))
        public = Image.open(BytesIO((await anonymous.get(address(made))).content)).convert("RGB")
        area = (BOX["x"] + 2, BOX["y"] + 2, BOX["x"] + BOX["width"] - 2, BOX["y"] + BOX["height"] - 2)
        for band, cover in zip(public.crop(area).split(), COVER, strict=True):
            assert all(abs(value - cover) <= 12 for value in set(band.tobytes()))

    async def test_a_turned_photo_is_compared_as_it_is_seen(self, studio: Studio, office: Office) -> None:
        exif = Image.Exif()
        exif[0x0112] = 6
        content = scene(22, exif=exif)
        evidence = await studio.photo_of(await office.recorded(), content)
        made = await good(studio.prepare(evidence, studio.entry(content, BOX)))
        assert (made["width"], made["height"]) == (480, 640)


class TestReview:
    async def test_nobody_reviews_their_own(self, studio: Studio, office: Office, supervision: Service) -> None:
        made = await studio.prepared(await office.recorded(), scene(30))
        assert await refused(studio.step(made["id"], "approve", studio.preparer)) == (403, "refused_by_policy")
        own = await refused(studio.step(made["id"], "reject", studio.preparer, reason="不行"))
        assert own == (403, "refused_by_policy")
        async with supervision.database.transaction(Actor("test", "test", "cheat")) as session:
            cheat = text(
                "INSERT INTO supervision.picture_review SELECT id, 'approved', NULL, now(), prepared_by, 'x' "
                "FROM supervision.public_picture WHERE id = :id"
            )
            with pytest.raises(DBAPIError, match="nobody reviews"):
                await session.execute(cheat, {"id": made["id"]})
            await session.rollback()

    async def test_who_may(self, studio: Studio, office: Office, anonymous: httpx.AsyncClient) -> None:
        made = await studio.prepared(await office.recorded(), scene(31))
        assert (await studio.step(made["id"], "approve", anonymous)).status_code == 401
        for nobody in (office.inspector, office.head, office.auditor):
            assert await refused(studio.step(made["id"], "approve", nobody)) == (403, "not_permitted")
        assert (await studio.step(made["id"], "approve", office.discipline)).status_code == 200

    async def test_once_and_for_all(self, studio: Studio, office: Office) -> None:
        made = await studio.approved(await office.recorded(), scene(32))
        assert await refused(studio.step(made["id"], "approve")) == (409, "picture_reviewed")
        assert await refused(studio.step(made["id"], "reject", reason="迟了")) == (409, "picture_reviewed")

    async def test_two_reviewers_at_once(self, studio: Studio, office: Office) -> None:
        made = await studio.prepared(await office.published(), scene(33))
        answers = await asyncio.gather(
            studio.step(made["id"], "approve"),
            studio.step(made["id"], "reject", office.discipline, reason="不清楚"),
        )
        assert sorted(answer.status_code for answer in answers) == [200, 409]

    async def test_a_rejected_picture_is_shown_to_nobody(
        self, studio: Studio, office: Office, anonymous: httpx.AsyncClient
    ) -> None:
        deduction = await office.published()
        made = await studio.prepared(deduction, scene(34))
        rejected = await good(studio.step(made["id"], "reject", reason="车牌仍可辨认"))
        assert (rejected["state"], rejected["review"]["reason"]) == ("rejected", "车牌仍可辨认")
        assert (await anonymous.get(address(made))).status_code == 404
        assert (await studio.step(made["id"], "withdraw", reason="x")).status_code == 409
        assert (await studio.list(deduction))["items"][0]["state"] == "rejected"

    async def test_not_once_its_photo_is_withdrawn(self, studio: Studio, office: Office) -> None:
        made = await studio.prepared(await office.recorded(), scene(35))
        withdraw = office.inspector.post(f"{API}/evidence/{made['evidence_id']}:withdraw", json={"reason": "拍错"})
        await good(withdraw)
        assert await refused(studio.step(made["id"], "approve")) == (409, "not_a_photo_of_the_record")

    async def test_what_waits_is_listed(self, studio: Studio, office: Office) -> None:
        deduction = await office.recorded()
        made = await studio.prepared(deduction, scene(36))

        async def waiting(who: httpx.AsyncClient) -> dict[str, bool]:
            rows = (await good(who.get(f"{API}/public-pictures")))["items"]
            return {row["id"]: row["may_review"] for row in rows}

        assert (await waiting(studio.preparer))[made["id"]] is False
        assert (await waiting(studio.reviewer))[made["id"]] is True
        await good(studio.step(made["id"], "approve"))
        assert made["id"] not in await waiting(studio.reviewer)
        gone = await studio.prepared(deduction := await office.recorded(), scene(38))
        await office.step(deduction, "return", office.supervision, reason="证据不足")
        assert gone["id"] not in await waiting(studio.reviewer), "nobody reviews for a record that was sent back"

    async def test_the_unit_sees_it_and_learns_no_name(self, studio: Studio, office: Office) -> None:
        deduction = await office.notified()
        made = await studio.approved(deduction, scene(37))
        [seen] = (await studio.list(deduction, office.head))["items"]
        assert (seen["by"], seen["review"]["by"], seen["may_withdraw"]) == (None, None, False)
        assert (await office.head.get(f"{API}/public-pictures/{made['id']}/content")).status_code == 200
        assert (await office.neighbour.get(f"{API}/public-pictures/{made['id']}/content")).status_code == 404
