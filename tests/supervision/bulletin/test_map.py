"""The map of the bulletin: drawn by the server, the same data as its table, reachable without a pointer."""

import re
from decimal import Decimal
from xml.etree import ElementTree

import httpx
import pytest

from hengjian.contracts.events import UnitChanged
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName
from hengjian.supervision.bulletin.mapping import WIDTH, UnitOnMap, draw_map
from tests.supervision.conftest import unit
from tests.supervision.support import LAST, Office
from tests.support.events import deliver

SVG = "{http://www.w3.org/1999/xhtml}"


def placed(
    code: str, latitude: str | None, longitude: str | None, points: str = "0", name: str = "青岭镇"
) -> UnitOnMap:
    degrees = [None if degree is None else Decimal(degree) for degree in (latitude, longitude)]
    return UnitOnMap(code, name, "township", 1, Decimal(points), *degrees)


@pytest.fixture
async def on_map(supervision: Service) -> None:
    seats = {"T01": ("27.60", "119.70"), "T02": ("27.50", "119.90"), "D01": ("27.556", "119.716")}
    kinds = {"T01": ("青岭镇", "township"), "T02": ("白沙镇", "township"), "D01": ("水务局", "department")}
    units = tuple(
        unit(code, *kinds[code]).model_copy(update={"latitude": Decimal(at[0]), "longitude": Decimal(at[1])})
        for code, at in seats.items()
    )
    await deliver(supervision, ServiceName.DIRECTORY, UnitChanged(units=units))


def drawings(page: str) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(svg) for svg in re.findall(r"<svg.*?</svg>", page, re.DOTALL)]


class TestPage:
    @pytest.mark.usefixtures("on_map")
    async def test_dots_and_table_say_the_same(self, office: Office, anonymous: httpx.AsyncClient) -> None:
        await office.published(occurred_at=f"{LAST}-05-10T09:00:00+08:00", factor="2")
        revoked = await office.published(occurred_at=f"{LAST}-05-11T09:00:00+08:00")
        await office.step(revoked, "revoke", office.discipline, reason="复核认定记录有误")
        page = (await anonymous.get("/bulletin/map", params={"period": f"{LAST}-05"})).text
        townships, town = drawings(page)
        titles = [link.findtext("title") for link in townships.findall("a")]
        assert titles == ["青岭镇 扣 4 分", "白沙镇 扣 0 分"]
        assert [link.get("href") for link in town.findall("a")] == ["/bulletin/units/D01"]
        assert townships.findtext("title")
        assert f"{LAST}-05" in (townships.findtext("desc") or "")
        rows = re.findall(r'units/(\w+)">[^<]+</a></th><td>(\d+)</td><td>([\d.]+)</td>', page)
        assert rows == [("T01", "1", "4"), ("D01", "0", "0"), ("T02", "0", "0")]

    @pytest.mark.usefixtures("on_map")
    async def test_a_month_without_entries_is_clean(self, office: Office, anonymous: httpx.AsyncClient) -> None:
        await office.published(occurred_at=f"{LAST}-05-10T09:00:00+08:00")
        page = (await anonymous.get("/bulletin/map", params={"period": f"{LAST}-01", "lang": "en"})).text
        assert 'class="lost"' not in page
        assert '<input type="hidden" name="lang" value="en">' in page
        assert f'href="/bulletin/map?period={LAST}-01&amp;lang=zh"' in page

    @pytest.mark.usefixtures("on_map")
    async def test_no_script_and_no_style_attribute(self, anonymous: httpx.AsyncClient) -> None:
        answer = await anonymous.get("/bulletin/map")
        assert "<script" not in answer.text
        assert not re.search(r'\s(style|on\w+)="', answer.text)
        again = await anonymous.get("/bulletin/map", headers={"If-None-Match": answer.headers["etag"]})
        assert again.status_code == 304

    @pytest.mark.parametrize("period", ["2026-13", "26", "x"])
    async def test_bad_periods_are_refused(self, anonymous: httpx.AsyncClient, period: str) -> None:
        assert (await anonymous.get("/bulletin/map", params={"period": period})).status_code == 422


class TestLayout:
    def test_nobody_placed_is_no_map(self) -> None:
        assert draw_map([placed("T01", None, None)]) is None

    def test_north_is_up_and_east_is_right(self) -> None:
        drawn = draw_map([placed("T01", "27.6", "119.7"), placed("T02", "27.5", "119.9")])
        assert drawn is not None
        first, second = drawn.dots
        assert first.x < second.x
        assert first.y < second.y

    def test_one_unit_alone_lies_in_the_middle(self) -> None:
        drawn = draw_map([placed("T01", "27.6", "119.7", "3")])
        assert drawn is not None
        assert (drawn.dots[0].x, drawn.dots[0].y) == (WIDTH / 2, drawn.height / 2)

    def test_dots_grow_with_points(self) -> None:
        drawn = draw_map([placed("T01", "27.6", "119.7", "1"), placed("T02", "27.5", "119.9", "9")])
        assert drawn is not None
        assert [dot.unit.code for dot in drawn.dots] == ["T02", "T01"]
        assert drawn.dots[0].radius > drawn.dots[1].radius

    def test_names_cover_neither_dots_nor_names(self) -> None:
        """Sixty units in a small town: whoever finds no room for the name stands in the table."""
        units = [placed(f"D{n:02}", f"27.{5500 + n * 37 % 97}", f"119.{7100 + n * 53 % 89}", str(n)) for n in range(60)]
        drawn = draw_map(units)
        assert drawn is not None
        named = [dot for dot in drawn.dots if dot.label_x is not None]
        assert 0 < len(named) < 60
        assert all(0 <= dot.x <= drawn.width and 0 <= dot.y <= drawn.height for dot in drawn.dots)
