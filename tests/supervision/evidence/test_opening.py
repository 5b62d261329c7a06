"""Which files are taken, and how pictures are opened without harm to the process."""

import asyncio
import zlib
from pathlib import Path

import psutil
import pytest

from hengjian.supervision.evidence import drawing, drawing_child
from hengjian.supervision.evidence.content import examine_type
from hengjian.supervision.evidence.errors import PictureTooLarge, PictureUnreadable
from hengjian.supervision.evidence.folder_store import FolderStore
from hengjian.supervision.evidence.studio import Studio
from tests.supervision.evidence.test_renditions import FILM, HEIC
from tests.supervision.files import Sender, photo, upload
from tests.supervision.support import API, Office, good, refused


def large_png(width: int, height: int) -> bytes:
    """Small to send, and whole: every pixel is there."""
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\x00\x00\x00"
    packer = zlib.compressobj(1)
    row = bytes(1 + 3 * width)
    pixels = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()

    def chunk(name: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


class TestTypes:
    @pytest.mark.parametrize("major", [b"mp42", b"isom", b"iso5", b"iso6", b"avc1", b"hvc1", b"3gp4", b"3gp5", b"M4V "])
    def test_films_of_phones(self, major: bytes) -> None:
        assert examine_type(FILM.replace(b"mp42", major, 1)) == "video/mp4"

    @pytest.mark.parametrize(
        "content", [b"\x00\x00\x00\x14ftypavif\x00\x00\x00\x00mif1", b"\x00\x00\x00\x14ftypM4A \x00\x00\x00\x00isom"]
    )
    def test_other_files_of_the_family_are_not_taken(self, content: bytes) -> None:
        assert examine_type(content) == ""

    async def test_heic_is_taken(self, office: Office) -> None:
        deduction = await office.recorded()
        await upload(office.inspector, deduction, HEIC)
        found = await good(office.supervision.get(f"{API}/deductions/{deduction}/evidence"))
        assert [(item["type"], item["has_thumbnail"]) for item in found["items"]] == [("image/heic", True)]

    async def test_the_type_is_refused_at_the_announcement(self, office: Office) -> None:
        sender = Sender(office.inspector, await office.recorded(), photo(), filetype="image/gif")
        assert await refused(sender.announce()) == (415, "file_type_not_taken")
        assert (await sender.ask()).status_code == 404

    async def test_the_first_bytes_are_refused_before_the_rest_is_sent(self, office: Office) -> None:
        content = b"MZ" + bytes(5000)
        sender = Sender(office.inspector, await office.recorded(), content, filetype="image/jpeg")
        assert (await sender.announce()).status_code == 201
        assert await refused(sender.send(0, 1000)) == (415, "file_type_not_taken")
        assert (await sender.ask()).status_code == 404


class TestHalfAPicture:
    @pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
    async def test_it_is_refused(self, office: Office, form: str) -> None:
        whole = photo(70, size=(640, 480), form=form)
        sender = Sender(office.inspector, await office.recorded(), whole[: len(whole) // 2])
        assert await refused(sender.whole()) == (422, "picture_unreadable")

    async def test_half_a_heic_is_refused(self, office: Office) -> None:
        sender = Sender(office.inspector, await office.recorded(), HEIC[: len(HEIC) // 2])
        assert await refused(sender.whole()) == (422, "picture_unreadable")


class TestLargePictures:
    async def test_fifty_megapixels_of_a_phone_cost_the_server_nothing(self, tmp_path: Path) -> None:
        content, store, hand = large_png(8192, 6144), FolderStore(tmp_path), Studio()
        process = psutil.Process()
        before = process.memory_info().rss
        most, is_done = before, False

        async def watch() -> None:
            nonlocal most
            while not is_done:
                most = max(most, process.memory_info().rss)
                await asyncio.sleep(0.01)

        watching = asyncio.create_task(watch())
        readers = (
            hand.keep_drawn(store, "thumbnails/x", lambda: hand.draw_thumbnail(content, "image/png")) for _ in range(12)
        )
        drawn = await asyncio.gather(*readers)
        is_done = True
        await watching
        assert len(set(drawn)) == 1
        assert most - before < 40_000_000, "one decoded picture alone is 150 MB"

    async def test_twelve_first_readers_have_it_drawn_once(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        drawn = []

        def draw(content: bytes, media_type: str) -> bytes:
            drawn.append(media_type)
            return drawing.draw_thumbnail(content, media_type)

        evidence = await upload(office.inspector, await office.recorded(), photo(71, size=(900, 600)))
        monkeypatch.setitem(drawing.STEPS, "draw_thumbnail", draw)
        calls = (office.supervision.get(f"{API}/evidence/{evidence}/thumbnail") for _ in range(12))
        assert {answer.status_code for answer in await asyncio.gather(*calls)} == {200}
        assert drawn == ["image/jpeg"]

    async def test_more_pixels_than_phones_have_are_refused(self) -> None:
        with pytest.raises(PictureTooLarge):
            await Studio().check(large_png(9000, 7200), "image/png")

    async def test_what_needs_more_memory_than_the_child_has_ends_the_child_alone(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(drawing_child, "__name__", "tests.supervision.evidence.hungry_child")
        with pytest.raises(PictureTooLarge):
            await Studio().check(HEIC, "image/heic")

    async def test_a_child_that_dies_is_a_picture_that_cannot_be_read(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(drawing_child, "__name__", "tests.no_such_module")
        with pytest.raises(PictureUnreadable):
            await Studio().check(HEIC, "image/heic")

    async def test_what_was_damaged_in_the_store_is_drawn_anew(self, tmp_path: Path) -> None:
        content, store, hand = photo(72), FolderStore(tmp_path), Studio()
        for damaged in (b"", b"\xff\xd8 something else"):
            await store.put("thumbnails/x", damaged)
            drawn = await hand.keep_drawn(store, "thumbnails/x", lambda: hand.draw_thumbnail(content, "image/jpeg"))
            assert drawn.startswith(b"\xff\xd8\xff")
