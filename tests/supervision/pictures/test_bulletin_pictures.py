"""Pictures in the public bulletin and its feed: which, with which words, and for how long."""

import hashlib
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from hengjian.audit.recording import Actor
from hengjian.kit.edge.service import Service
from hengjian.supervision.pictures.withdrawing import PHOTO_WITHDRAWN
from tests.supervision.files import scene
from tests.supervision.studio import Studio, address
from tests.supervision.support import API, Office, good, refused

BULLETIN = f"{API}/bulletin"


async def entry_of(anonymous: httpx.AsyncClient, number: str) -> dict[str, Any]:
    page = await good(anonymous.get(BULLETIN, params={"q": number}))
    return next(row for row in page["items"] if row["number"] == number)


class TestInBulletin:
    async def test_only_what_is_approved_and_published(
        self, studio: Studio, office: Office, anonymous: httpx.AsyncClient
    ) -> None:
        deduction = await office.effective()
        made = await studio.prepared(deduction, scene(40))
        assert (await anonymous.get(address(made))).status_code == 404
        await good(studio.step(made["id"], "approve"))
        assert (await anonymous.get(address(made))).status_code == 404
        await office.step(deduction, "publish", office.supervision)
        number = (await office.read(deduction))["number"]
        [shown] = (await entry_of(anonymous, number))["pictures"]
        assert shown == {
            "address": address(made),
            "width": 640,
            "height": 480,
            "alt_text": "集镇主街的垃圾桶满溢",
            "alt_text_en": None,
        }
        page = (await anonymous.get(f"/bulletin/entries/{number}")).text
        assert f'src="{address(made)}"' in page
        assert 'alt="集镇主街的垃圾桶满溢"' in page
        listed = (await anonymous.get("/bulletin/", params={"q": number})).text
        assert f'<img src="{address(made, small=True)}" width="480" height="360"' in listed
        assert 'loading="lazy"' in listed

    async def test_each_reader_gets_the_words_of_the_page_where_there_are_some(
        self, studio: Studio, office: Office, anonymous: httpx.AsyncClient
    ) -> None:
        deduction = await office.published()
        number = (await office.read(deduction))["number"]
        english = "Bins overflow in the main street"
        await studio.approved(deduction, scene(45), alt_text_en=english)
        await studio.approved(deduction, scene(46))
        shown = (await entry_of(anonymous, number))["pictures"]
        assert [one["alt_text_en"] for one in shown] == [english, None]
        page = (await anonymous.get(f"/bulletin/entries/{number}", params={"lang": "en"})).text
        assert f'alt="{english}" lang="en"' in page
        assert f'<figcaption lang="en">{english}' in page
        assert 'alt="集镇主街的垃圾桶满溢" lang="zh-CN"' in page
        assert english not in (await anonymous.get(f"/bulletin/entries/{number}")).text

    async def test_the_feed_carries_them(self, studio: Studio, office: Office, anonymous: httpx.AsyncClient) -> None:
        deduction = await office.published()
        made = await studio.approved(deduction, scene(47), alt_text_en="Bins & litter")
        number = (await office.read(deduction))["number"]
        feed = ElementTree.fromstring((await anonymous.get("/bulletin/feed.atom", params={"lang": "en"})).text)
        names = {"a": "http://www.w3.org/2005/Atom", "h": "http://www.w3.org/1999/xhtml"}
        [entry] = [one for one in feed.findall("a:entry", names) if number in one.find("a:link", names).attrib["href"]]  # type: ignore[union-attr]
        [enclosure] = entry.findall("a:link[@rel='enclosure']", names)
        assert enclosure.attrib == {
            "rel": "enclosure",
            "type": "image/jpeg",
            "href": address(made),
            "title": "Bins & litter",
        }
        [image] = entry.findall("a:content/h:div/h:p/h:img", names)
        assert (image.attrib["src"], image.attrib["alt"]) == (address(made), "Bins & litter")

    async def test_a_picture_approved_later_joins_its_entry(
        self, studio: Studio, office: Office, anonymous: httpx.AsyncClient
    ) -> None:
        deduction = await office.published()
        number = (await office.read(deduction))["number"]
        assert (await entry_of(anonymous, number))["pictures"] == []
        made = await studio.approved(deduction, scene(41))
        assert [one["address"] for one in (await entry_of(anonymous, number))["pictures"]] == [address(made)]

    async def test_is_kept_by_browsers_and_told_apart_by_its_tag(
        self, studio: Studio, office: Office, anonymous: httpx.AsyncClient
    ) -> None:
        made = await studio.approved(await office.published(), scene(42))
        first = await anonymous.get(address(made))
        assert first.headers["content-type"] == "image/jpeg"
        assert first.headers["cache-control"] == "public, max-age=86400, immutable"
        assert first.headers["etag"] == f'"{made["sha256"]}"'
        assert hashlib.sha256(first.content).hexdigest() == made["sha256"]
        again = await anonymous.get(address(made), headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")

    async def test_a_withdrawn_picture_is_gone_and_stays_listed(
        self, studio: Studio, office: Office, anonymous: httpx.AsyncClient, supervision: Service
    ) -> None:
        deduction = await office.published()
        made = await studio.approved(deduction, scene(43))
        etag = (await anonymous.get(address(made))).headers["etag"]
        named = studio.step(made["id"], "withdraw", reason="拍到林岳川")
        assert await refused(named) == (422, "public_text_names_somebody")
        assert await refused(studio.step(made["id"], "withdraw", office.head, reason="x")) == (403, "not_permitted")
        withdrawn = await good(studio.step(made["id"], "withdraw", reason="车牌未遮全"))
        assert withdrawn["state"] == "withdrawn"
        for small in (False, True):
            gone = await anonymous.get(address(made, small=small), headers={"If-None-Match": etag})
            assert gone.status_code == 410
        entry = await entry_of(anonymous, (await office.read(deduction))["number"])
        assert entry["pictures"] == []
        [listed] = entry["withdrawn_pictures"]
        assert listed["withdrawn_reason"] == "车牌未遮全"
        page = (await anonymous.get(f"/bulletin/entries/{entry['number']}", params={"lang": "en"})).text
        assert "A picture was withdrawn on" in page
        assert "车牌未遮全" in page
        assert made["sha256"] not in page
        assert "集镇主街的垃圾桶满溢" not in page
        async with supervision.database.transaction(Actor("test", "test", "cheat")) as session:
            forget = text("UPDATE supervision.bulletin_entry SET picture_log = '[]' WHERE number = :number")
            with pytest.raises(DBAPIError, match="stays"):
                await session.execute(forget, {"number": entry["number"]})
            await session.rollback()

    async def test_a_picture_goes_with_its_photo(
        self, studio: Studio, office: Office, anonymous: httpx.AsyncClient
    ) -> None:
        deduction = await office.published()
        made = await studio.approved(deduction, scene(44))
        withdraw = office.inspector.post(f"{API}/evidence/{made['evidence_id']}:withdraw", json={"reason": "拍错"})
        await good(withdraw)
        assert (await anonymous.get(address(made))).status_code == 410
        entry = await entry_of(anonymous, (await office.read(deduction))["number"])
        assert [one["withdrawn_reason"] for one in entry["withdrawn_pictures"]] == [PHOTO_WITHDRAWN]

    async def test_the_original_has_no_public_address(
        self, studio: Studio, office: Office, anonymous: httpx.AsyncClient
    ) -> None:
        content = scene(45)
        made = await studio.approved(await office.published(), content)
        original = hashlib.sha256(content).hexdigest()
        assert (await anonymous.get(f"/bulletin/pictures/{original}.jpg")).status_code == 404
        assert (await anonymous.get(f"{API}/evidence/{made['evidence_id']}/content")).status_code == 401
        assert (await anonymous.get(f"{API}/public-pictures/{made['id']}/content")).status_code == 401

    @pytest.mark.parametrize("name", ["x", "0" * 63, "../blobs", "0" * 64 + "-large"])
    async def test_other_names_are_no_pictures(self, anonymous: httpx.AsyncClient, name: str) -> None:
        assert (await anonymous.get(f"/bulletin/pictures/{name}.jpg")).status_code in {404, 422}

    async def test_entries_are_append_only(self, studio: Studio, office: Office, supervision: Service) -> None:
        await studio.approved(await office.published(), scene(46))
        for table in ("public_picture", "picture_review", "picture_withdrawal"):
            async with supervision.database.transaction(Actor("test", "test", "cheat")) as session:
                with pytest.raises(DBAPIError):
                    await session.execute(text(f"DELETE FROM supervision.{table}"))
                await session.rollback()
