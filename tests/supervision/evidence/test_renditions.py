"""What phones write into their files stays with those who may know it."""

from io import BytesIO
from pathlib import Path

from PIL import Image

from hengjian.supervision.evidence.drawing import blank_film
from tests.supervision.files import PDF, photo, sha256, upload
from tests.supervision.support import API, Office, good

EVIDENCE = f"{API}/evidence"
HEIC = (Path(__file__).parent / "phone.heic").read_bytes()
PLACE = b"+27.5534+119.7003/"


def box(kind: bytes, content: bytes) -> bytes:
    return (len(content) + 8).to_bytes(4, "big") + kind + content


FILM = (
    box(b"ftyp", b"mp42\x00\x00\x00\x00isommp42")
    + box(b"moov", box(b"mvhd", bytes(100)) + box(b"udta", box(b"\xa9xyz", PLACE)) + box(b"trak", box(b"meta", PLACE)))
    + box(b"mdat", b"picture and sound")
)


def from_a_phone(**options: str) -> bytes:
    """Upright only when the camera's word is heeded, and taken at a place."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Phone Maker"
    exif[0xA431] = "SERIAL-4711"
    exif.get_ifd(0x8825)[1] = "N"
    return photo(20, size=(800, 600), exif=exif.tobytes(), **options)


class TestWhoGetsWhat:
    async def test_the_unit_gets_no_place_and_no_phone(self, office: Office) -> None:
        content = from_a_phone()
        evidence = await upload(office.inspector, await office.recorded(), content)
        for _ in ("drawn", "kept"):
            answer = await office.head.get(f"{EVIDENCE}/{evidence}/content")
            assert answer.headers["content-type"] == "image/jpeg"
            with Image.open(BytesIO(answer.content)) as picture:
                assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (600, 800), {})
            for told in (b"Phone Maker", b"SERIAL-4711", b"Exif"):
                assert told in content
                assert told not in answer.content
        assert answer.headers["etag"] != f'"{sha256(content)}"'

    async def test_the_deciding_offices_and_the_sender_get_the_original(self, office: Office) -> None:
        content = from_a_phone()
        evidence = await upload(office.inspector, await office.recorded(), content)
        for who in (office.supervision, office.discipline, office.inspector):
            answer = await who.get(f"{EVIDENCE}/{evidence}/content")
            assert answer.content == content
        cleaned = await office.supervision.get(f"{EVIDENCE}/{evidence}/content", params={"clean": "true"})
        assert b"Phone Maker" not in cleaned.content

    async def test_the_original_goes_to_whom_the_position_goes(self, office: Office) -> None:
        place = {"latitude": "27.5534", "longitude": "119.7003", "accuracy_m": "8"}
        deduction = await office.recorded(position=place)
        evidence = await upload(office.inspector, deduction, from_a_phone())
        for who, is_told in ((office.supervision, True), (office.head, False)):
            shown = await good(who.get(f"{API}/deductions/{deduction}"))
            answer = await who.get(f"{EVIDENCE}/{evidence}/content")
            assert (shown["position"] is not None, b"SERIAL-4711" in answer.content) == (is_told, is_told)

    async def test_the_unit_keeps_what_it_handed_in_itself(self, office: Office) -> None:
        content = from_a_phone()
        evidence = await upload(office.head, await office.objected(), content)
        assert (await office.head.get(f"{EVIDENCE}/{evidence}/content")).content == content

    async def test_a_film_loses_its_place_and_nothing_else(self, office: Office) -> None:
        evidence = await upload(office.inspector, await office.recorded(), FILM)
        answer = await office.head.get(f"{EVIDENCE}/{evidence}/content")
        assert answer.headers["content-type"] == "video/mp4"
        assert (PLACE in FILM, PLACE in answer.content, len(answer.content)) == (True, False, len(FILM))
        assert answer.content.endswith(b"picture and sound")
        part = await office.head.get(f"{EVIDENCE}/{evidence}/content", headers={"Range": "bytes=0-9"})
        assert (part.status_code, part.content) == (206, FILM[:10])

    async def test_what_has_nothing_to_draw_stays_as_it_is(self, office: Office) -> None:
        evidence = await upload(office.inspector, await office.recorded(), PDF)
        assert (await office.head.get(f"{EVIDENCE}/{evidence}/content")).content == PDF

    async def test_a_picture_of_a_phone_that_browsers_cannot_show(self, office: Office) -> None:
        evidence = await upload(office.inspector, await office.recorded(), HEIC, filename="IMG_0001.HEIC")
        answer = await office.head.get(f"{EVIDENCE}/{evidence}/content")
        with Image.open(BytesIO(answer.content)) as picture:
            assert (picture.format, picture.size, dict(picture.getexif())) == ("JPEG", (64, 48), {})
        assert "IMG_0001.jpg" in answer.headers["content-disposition"]
        small = await office.head.get(f"{EVIDENCE}/{evidence}/thumbnail")
        with Image.open(BytesIO(small.content)) as picture:
            assert picture.format == "JPEG"


class TestBlanking:
    def test_damaged_boxes_end_it(self) -> None:
        for content in (b"", b"\x00\x00\x00\x01moov", b"\x00\x00\xff\xffmoov" + bytes(20), bytes(40)):
            assert blank_film(content) == content
