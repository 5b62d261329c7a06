"""Every public byte of a county whose records are full of names, numbers and coordinates, searched for them."""

import io
import re
import zipfile
from html.parser import HTMLParser

import httpx
import pytest
from PIL import Image

from hengjian.supervision.privacy import find_given_away
from tests.supervision.files import BOX, redact, scene
from tests.supervision.studio import Studio
from tests.supervision.support import API, LAST, Office, entry, good, refused

NAMES = ("林岳川", "周望舒", "何知秋", "inspector-1", "discipline-1", "supervision-1", "supervision-2", "head-1")
NUMBERS = ("13800138000", "0577-67590000", "330327198001011234", "浙C12345", "zhang@county.gov.cn")
PLACES = ("27.7701", "120.4703", "林岳川家门口", "3组12号")
SECRET = (*NAMES, *NUMBERS, *PLACES)


class _Links(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(page)

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value and name in {"href", "src", "action"}:
                self.found.add(value)
            if value and name == "srcset":
                self.found |= {part.split()[0] for part in value.split(",")}


def content_of(body: bytes) -> list[bytes]:
    """The bytes themselves, and those of every member of an archive."""
    if not body.startswith(b"PK"):
        return [body]
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return [body, *(archive.read(name) for name in archive.namelist())]


async def walk(anonymous: httpx.AsyncClient, *starts: str) -> dict[str, bytes]:
    """Everything that a reader can reach from these addresses, in both languages."""
    waiting, seen = list(starts), {}
    while waiting:
        address = waiting.pop().partition("#")[0]
        if not address.startswith(("/bulletin/", "/api/")) or address in seen:
            continue
        answer = await anonymous.get(address)
        assert answer.status_code == 200, address
        seen[address] = answer.content
        kind = answer.headers["content-type"]
        if kind.startswith("text/html"):
            waiting += _Links(answer.text).found
        elif "json" in kind and address.startswith("/api/") and answer.json()["next"]:
            waiting.append(answer.json()["next"])
    return seen


@pytest.fixture
async def told(office: Office) -> list[str]:
    """Deductions with everything that must not be told, in every field that people can write."""
    studio = Studio(office)
    exif = Image.Exif()
    exif[0x010E] = "林岳川 13800138000"
    exif[0x013B] = "inspector-1"
    content = scene(90, exif=exif, comment=b"27.7701,120.4703 inspector-1")
    words = {
        "place": "青岭村3组12号林岳川家门口 27.7701,120.4703",
        "description": f"林岳川（{NUMBERS[0]}，{NUMBERS[2]}）车牌 {NUMBERS[3]}，见 {NUMBERS[4]}，{NUMBERS[1]}",
        "public_text": "林岳川 13800138000 未到岗",
    }
    deductions = []
    for _ in range(2):
        deduction = await office.effective(**words)
        evidence = await studio.photo_of(deduction, content)
        sent = redact(content, BOX, exif=exif, comment=b"27.7701,120.4703 inspector-1")
        assert sent != content
        made = await good(studio.prepare(evidence, studio.entry(content, BOX)))
        await good(studio.step(made["id"], "approve"))
        await office.step(deduction, "publish", office.supervision)
        deductions.append(deduction)
    await office.step(deductions[0], "revoke", office.discipline, reason="复核认定记录有误")
    return deductions


@pytest.mark.usefixtures("told")
async def test_no_public_byte_gives_anybody_away(anonymous: httpx.AsyncClient) -> None:
    starts = [f"/bulletin/?lang={lang}" for lang in ("zh", "en")]
    seen = await walk(anonymous, *starts, f"{API}/bulletin?limit=200")
    kinds = {
        "page": "/bulletin/?lang=en",
        "entry": "/bulletin/entries/KF-",
        "unit": "/bulletin/units/T01",
        "archive": "/bulletin/archive",
        "columns": "/bulletin/columns",
        "picture": "/bulletin/pictures/",
        "api": f"{API}/bulletin",
    }
    for kind, start in kinds.items():
        assert any(address.startswith(start) for address in seen), kind
    for ending in (".csv", ".json", ".atom", ".css", ".jpg"):
        assert any(re.search(rf"\{ending}(\?|$)", address) for address in seen), ending
    for address, body in seen.items():
        for content in content_of(body):
            for secret in SECRET:
                assert secret.encode() not in content, (address, secret)


class TestWords:
    async def review(self, office: Office, deduction: str, **body: str | None) -> httpx.Response:
        path = f"{API}/deductions/{deduction}"
        etag = (await office.supervision.get(path)).headers["etag"]
        body = {"public_text": None, **body}
        return await office.supervision.patch(f"{path}/public-text", json=body, headers={"If-Match": etag})

    @pytest.mark.parametrize(
        "words", [*NAMES[:4], *NUMBERS, "北纬 27.77010", "林　岳川到场", "林·岳川到场", "１３８００１３８０００"]
    )
    async def test_a_reviewed_text_is_refused_for_what_gives_away(self, office: Office, words: str) -> None:
        deduction = await office.recorded()
        answer = self.review(office, deduction, public_text=f"会议期间{words}离场")
        assert await refused(answer) == (422, "public_text_names_somebody")

    async def test_who_recorded_does_not_review(self, office: Office) -> None:
        deduction = (await good(office.supervision.post(f"{API}/deductions", json=entry())))["id"]
        assert await refused(self.review(office, deduction, public_text="缺席")) == (403, "refused_by_policy")

    async def test_a_village_that_was_reviewed_is_the_place(self, office: Office, anonymous: httpx.AsyncClient) -> None:
        deduction = await office.effective()
        assert (await self.review(office, deduction, public_place="溪口村")).status_code == 200
        await office.step(deduction, "publish", office.supervision)
        number = (await office.read(deduction))["number"]
        row = (await good(anonymous.get(f"{API}/bulletin", params={"q": number})))["items"][0]
        assert row["place"] == "溪口村"
        assert "溪口村" in (await anonymous.get(f"/bulletin/entries/{number}")).text
        assert (await self.review(office, deduction)).status_code == 200
        row = (await good(anonymous.get(f"{API}/bulletin", params={"q": number})))["items"][0]
        assert row["place"] == "青岭镇"

    @pytest.mark.parametrize("place", ["溪口村12号", "27.7701,120.4703", "溪口村3组", "家门口", "Xikou"])
    async def test_nothing_closer_than_a_village(self, office: Office, place: str) -> None:
        answer = await self.review(office, await office.recorded(), public_place=place)
        assert answer.status_code == 422

    async def test_a_village_names_nobody(self, office: Office) -> None:
        answer = self.review(office, await office.recorded(), public_place="林岳川村")
        assert await refused(answer) == (422, "public_text_names_somebody")

    async def test_a_rule_names_nobody_in_its_title(self, office: Office) -> None:
        rules = await good(office.supervision.get(f"{API}/deduction-rules", params={"year": LAST, "limit": 1}))
        rule = {name: value for name, value in rules["items"][0].items() if name not in {"id", "version", "updated_at"}}
        rule |= {"code": "NAMED", "title": "林岳川迟到", "is_late_report": False}
        answer = await office.supervision.post(f"{API}/deduction-rules:batch", json={"items": [rule]})
        assert "public_text_names_somebody" in answer.text


@pytest.mark.parametrize(
    "text", ["2026年3月5日 第12345号", "KF-2026-00012", "扣 0.5 分", "2026-03-05 09:30", "青岭镇 A 区"]
)
def test_ordinary_numbers_give_nobody_away(text: str) -> None:
    assert find_given_away(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "330327 1980 0101 1234",
        "330327-19800101-123X",
        "浙 C 12 345",
        "浙C·1 2 3 4 5",
        "27.770,120.470",
        "东经 120.470",
    ],
)
def test_numbers_written_apart_are_found(text: str) -> None:
    assert find_given_away(text) is not None


@pytest.mark.parametrize("text", ["扣 0.125 分", "完成率 0.985", "第 1.250 版"])
def test_three_places_of_other_numbers_are_none_of_coordinates(text: str) -> None:
    assert find_given_away(text) is None


@pytest.mark.parametrize("text", ["13800138000", "电话 0577-67590000", "请打67590000", "+86 13800138000"])
def test_telephones_are_found(text: str) -> None:
    assert find_given_away(text) is not None


@pytest.mark.parametrize("text", ["2026年3月5日 第12345号", "KF-2026-00012", "扣 0.5 分"])
def test_other_numbers_are_not_telephones(text: str) -> None:
    assert find_given_away(text) is None
