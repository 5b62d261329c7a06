"""The quarter's report: made when the round closes, compared with the quarter before, each unit its own."""

from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from tests.supervision.rounds.support import ITEMS, ROUNDS, Quarter, project
from tests.supervision.support import good, refused

WANTING = {"TAX": "70", "FIRES": "4.5", "ROAD": "10"}


async def find_all(quarter: Quarter, row: dict[str, Any], unit: str, values: dict[str, str]) -> None:
    items = await quarter.items(row)
    entries = [{"item_id": items[unit, code]["id"], "value": value, "note": "核实"} for code, value in values.items()]
    await good(quarter.inspector.post(f"{ROUNDS}/{row['id']}/findings:batch", json={"items": entries}))


async def make_good(quarter: Quarter, row: dict[str, Any], unit: str, code: str, who: Any) -> None:
    item = (await quarter.items(row))[unit, code]["id"]
    await quarter.step(item, "make-good", who, note="已抢修完工")
    await quarter.step(item, "recheck", quarter.inspector, outcome="confirmed")


async def two_quarters(quarter: Quarter) -> tuple[dict[str, Any], dict[str, Any]]:
    """In the second everything of T01 was green; T02 had a red line in both and made it good."""
    first = await quarter.opened(period="Q3")
    await find_all(quarter, first, "T01", WANTING)
    await find_all(quarter, first, "T02", WANTING)
    for unit, who in (("T01", quarter.head), ("T02", quarter.neighbour)):
        await make_good(quarter, first, unit, "ROAD", who)
    await good(quarter.office.post(f"{ROUNDS}/{first['id']}:close"))
    second = await quarter.opened(year=first["year"], period="Q4", title="四季度督查")
    await good(quarter.office.post(f"{ROUNDS}/{second['id']}/projects:batch", json={"items": [project("T02")]}))
    await find_all(quarter, second, "T01", {"TAX": "100", "FIRES": "0", "ROAD": "100"})
    await find_all(quarter, second, "T02", {"TAX": "90", "ROAD": "10"})
    await make_good(quarter, second, "T02", "ROAD", quarter.neighbour)
    return first, second


class TestReport:
    async def test_counts_changes_reds_and_sentences(self, quarter: Quarter) -> None:
        _, second = await two_quarters(quarter)
        path = f"{ROUNDS}/{second['id']}"
        assert await refused(quarter.office.get(f"{path}/report")) == (409, "round_is_open")
        await good(quarter.office.post(f"{path}:close"))
        report = await good(quarter.office.get(f"{path}/report"))
        assert report["previous"] == {"year": second["year"], "period": "Q3"}
        assert report["counts"] == {"green": 3, "yellow": 2, "red": 0, "awaited": 2, "made_good": 1}
        assert report["counts_before"] == {"green": 0, "yellow": 6, "red": 0, "awaited": 0, "made_good": 2}
        [row] = report["classes"]
        assert (row["class_code"], row["unit_count"], row["counts"]["green"]) == ("township-1", 2, 3)
        units = {row["unit_code"]: row for row in report["units"]}
        assert units["T01"]["counts"] == {"green": 3, "yellow": 0, "red": 0, "awaited": 0, "made_good": 0}
        assert units["T01"]["counts_before"]["yellow"] == 3
        [red] = report["reds"]
        assert (red["unit_code"], red["code"], red["found_light"], red["light"]) == ("T02", "ROAD", "red", "yellow")
        assert (red["value"], red["finding"], red["made_good"]) == ("10", "核实", "已抢修完工")
        assert report["sentences"] == [
            f"{second['year']}年四季度对 2 个单位的 7 个事项进行督查：绿灯 3，黄灯 2，红灯 0，未督查 2。",
            "亮过红灯的 1 项中，1 项经整改和复查转为黄灯，0 项仍为红灯。",
            f"与{second['year']}年三季度相比：绿灯 +3，黄灯 −4，红灯 ±0。",
            "全部绿灯的单位 1 个。",
        ]
        english = await good(quarter.office.get(f"{path}/report", headers={"Accept-Language": "en"}))
        assert english["sentences"][1].startswith("Of 1 lines found red, 1 were made good")

    async def test_a_unit_reads_the_countys_counts_and_its_own_lines(self, quarter: Quarter) -> None:
        first, _ = await two_quarters(quarter)
        report = await good(quarter.head.get(f"{ROUNDS}/{first['id']}/report"))
        assert [unit["unit_code"] for unit in report["units"]] == ["T01"]
        assert {red["unit_code"] for red in report["reds"]} == {"T01"}
        assert report["counts"]["yellow"] == 6
        assert report["previous"] is None
        assert "白沙镇" not in str(report)

    async def test_the_workbook_holds_every_line_that_the_reader_may_see(self, quarter: Quarter) -> None:
        first, second = await two_quarters(quarter)
        open_yet = quarter.office.get(f"{ROUNDS}/{second['id']}/report.xlsx")
        assert await refused(open_yet) == (409, "round_is_open")
        for who, units in ((quarter.office, {"青岭镇", "白沙镇"}), (quarter.head, {"青岭镇"})):
            answer = await who.get(f"{ROUNDS}/{first['id']}/report.xlsx")
            assert answer.status_code == 200
            book = load_workbook(BytesIO(answer.content))
            lines = list(book["督查事项"].iter_rows(min_row=2, values_only=True))
            assert {line[0] for line in lines} == units
            road = next(line for line in lines if line[1] == "指标ROAD")
            assert road[4:8] == ("■ 红灯", "▲ 黄灯", "核实", "已抢修完工")
            assert "绿灯" in str(road[8])
            assert book["季度报告"]["A1"].value == "三季度督查"

    async def test_later_rounds_change_no_earlier_report(self, quarter: Quarter) -> None:
        first, second = await two_quarters(quarter)
        before = await good(quarter.office.get(f"{ROUNDS}/{first['id']}/report"))
        await good(quarter.office.post(f"{ROUNDS}/{second['id']}:close"))
        assert await good(quarter.office.get(f"{ROUNDS}/{first['id']}/report")) == before
        listed = await good(quarter.office.get(ITEMS, params={"round_state": "closed", "round_id": first["id"]}))
        assert len(listed["items"]) == 6
