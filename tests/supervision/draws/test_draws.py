"""Who inspects whom is drawn by a lot that anybody can repeat."""

import json
from pathlib import Path
from typing import Any

import httpx
from typer.testing import CliRunner

from hengjian.cli import app
from hengjian.contracts.roles import Role
from hengjian.kit.edge.service import Service
from tests.supervision.support import API, Office, draw_entry, good, keeps, refused, tie
from tests.support.people import People, account_id

DRAWS = f"{API}/draws"


class TestDraw:
    async def drawn(self, office: Office, supervision: Service) -> dict[str, Any]:
        await tie(supervision, "lot-a", "D01")
        opened = await good(office.supervision.post(DRAWS, json=draw_entry("lot-a", "lot-b", "lot-c", team_size=1)))
        return await good(office.supervision.post(f"{DRAWS}/{opened['id']}:draw", json={"public_word": "08 13 22"}))

    async def test_is_bound_before_the_word_is_known_and_drawn_once(self, office: Office) -> None:
        body = draw_entry("a", "b", "c", "d", team_size=2)
        opened = await good(office.supervision.post(DRAWS, json=body))
        assert (opened["secret"], opened["teams"], opened["state"]) == (None, None, "open")
        path = f"{DRAWS}/{opened['id']}"
        drawn = await good(office.supervision.post(f"{path}:draw", json={"public_word": "08 13 22"}))
        assert drawn["commitment"] == opened["commitment"]
        assert [len(team["inspectors"]) for team in drawn["teams"]] == [2, 2, 2]
        again = office.supervision.post(f"{path}:draw", json={"public_word": "another"})
        assert await refused(again) == (409, "already_drawn")

    async def test_anybody_can_draw_again_from_the_record(
        self, office: Office, supervision: Service, tmp_path: Path
    ) -> None:
        record = await self.drawn(office, supervision)
        lots = {team["unit"]: team["inspectors"] for team in record["teams"]}
        assert account_id("lot-a") not in lots["D01"]
        file = tmp_path / "draw.json"
        other = next(one["id"] for one in record["inspectors"] if one["id"] not in lots["T01"])
        moved = [{**team, "inspectors": [other]} if team["unit"] == "T01" else team for team in record["teams"]]
        for change, code in (({}, 0), ({"teams": moved}, 1), ({"secret": "0" * 64}, 1)):
            file.write_text(json.dumps({**record, **change}))
            assert CliRunner().invoke(app, ["draw", str(file), "--verify"]).exit_code == code
        file.write_text("[]")
        assert CliRunner().invoke(app, ["draw", str(file), "--verify"]).exit_code == 2

    async def test_the_database_keeps_what_was_drawn(
        self, office: Office, supervision: Service, owner_url: str
    ) -> None:
        record = await self.drawn(office, supervision)
        for change in ("public_word = 'x'", "units = '[]'", "secret = 'x'"):
            await keeps(owner_url, f"UPDATE supervision.draw SET {change} WHERE id = $1", record["id"])

    async def test_inspectors_see_their_own_lots_only(
        self, office: Office, supervision: Service, people: People
    ) -> None:
        record = await self.drawn(office, supervision)
        member = people.person(Role.INSPECTOR, name="lot-b")
        own = await good(member.get(f"{DRAWS}/{record['id']}"))
        mine = [team["unit"] for team in record["teams"] if account_id("lot-b") in team["inspectors"]]
        assert [team["unit"] for team in own["teams"]] == [one["code"] for one in own["units"]] == mine
        assert own["excluded"] == []
        stranger = people.person(Role.INSPECTOR, name="lot-z")
        assert await refused(stranger.get(f"{DRAWS}/{record['id']}")) == (404, "not_found")
        assert record["id"] not in [row["id"] for row in (await good(stranger.get(DRAWS)))["items"]]

    async def test_bad_lots_are_refused_with_the_place(self, office: Office) -> None:
        async def place(**changes: Any) -> tuple[str, str]:
            answer = await office.supervision.post(DRAWS, json={**draw_entry("a", "b"), **changes})
            assert answer.status_code == 422
            return answer.json()["errors"][0]["pointer"], answer.json()["code"]

        twice = draw_entry("a", "a")["inspectors"]
        own_unit = [{**one, "unit_code": "T01"} for one in draw_entry("a", "b")["inspectors"]]
        assert await place(unit_codes=["T01", "T09"]) == ("/unit_codes", "unknown_unit")
        assert await place(inspectors=twice) == ("/inspectors", "inspector_twice")
        assert await place(team_size=3) == ("/inspectors", "too_few_inspectors")
        assert await place(inspectors=own_unit) == ("/inspectors", "too_few_inspectors")

    async def test_units_and_others_learn_nothing(self, office: Office, anonymous: httpx.AsyncClient) -> None:
        assert (await anonymous.get(DRAWS)).status_code == 401
        assert await refused(office.head.get(DRAWS)) == (403, "not_permitted")
