"""How examples are made of what was heard: the same of every recording, and the one that shows most."""

from typing import Any
from uuid import uuid4

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route as Path

from hengjian.kit.access.auth import PublicRoute
from hengjian.kit.answers.compression import Compression
from hengjian.launch.examples.choosing import choose_examples, choose_problems
from hengjian.launch.examples.heard import Exchange, Listener, Operations
from hengjian.launch.examples.merging import merge_example
from hengjian.launch.examples.steadying import Steady
from hengjian.launch.routes import Route


def exchange(answer: Any, *, operation: str = "get_thing", request: Any = None, status: int = 200) -> Exchange:
    return Exchange(operation, "GET", "/api/v1/things", "", request, status, answer)


def recording(recorded_at: str = "2026-11-29T08:00:00+08:00") -> dict[str, Any]:
    """As it comes out of one recording: ids, digests and numbers are those of that day."""
    unit = str(uuid4())
    return {
        "id": str(uuid4()),
        "number": f"KF-2026-{uuid4().int % 100_000:05}",
        "recorded_at": recorded_at,
        "confirmed_at": "2026-11-30T17:00:00.123456+08:00",
        "unit": unit,
        "address": f"/api/v1/units/{unit}",
        "digest": f"sha256:{uuid4().hex * 2}",
        "next": f"/api/v1/things?cursor={uuid4().hex}&limit=2",
        "signature": "Ab1+" * 21 + "Ab==",
        "request_id": uuid4().hex,
    }


def steadied(part: dict[str, Any]) -> Any:
    return Steady()(part)


class TestSteady:
    def test_two_recordings_are_written_alike(self) -> None:
        assert steadied(recording()) == steadied(recording("2026-11-28T23:59:59Z"))

    def test_ids_that_are_equal_stay_equal(self) -> None:
        written = steadied(recording())
        assert written["id"] != written["unit"]
        assert written["address"].endswith(written["unit"])

    def test_a_time_goes_by_its_field(self) -> None:
        """The office clock may be before or after the clock of whoever records."""
        row = {"recorded_at": "2027-04-01T09:00:00+08:00", "updated_at": "2026-11-30T09:00:00.5Z"}
        written = steadied({"items": [row, {**row, "updated_at": "2026-11-30T09:00:01Z"}]})
        assert written["items"][0] == written["items"][1]
        assert written["items"][0]["recorded_at"] < written["items"][0]["updated_at"]

    def test_a_version_made_of_the_time_is_replaced(self) -> None:
        assert steadied({"version": 1800579605218527}) == steadied({"version": 1900579605218527})
        assert steadied({"version": 7}) == {"version": 7}

    def test_dates_figures_and_codes_stay(self) -> None:
        plain = {"on": "2026-03-05", "points": "0.5", "code": "ENV-SITE", "class_code": "township-1", "count": 3}
        assert steadied(plain) == plain

    @pytest.mark.parametrize("name", ["password", "client_secret", "access_token", "present", "new"])
    def test_secrets_are_replaced(self, name: str) -> None:
        assert "truth" not in str(steadied({"entry": {name: "truth"}}))


class TestChoosing:
    def test_the_fullest_answer_is_shown(self) -> None:
        empty: dict[str, Any] = {"items": [], "next": None}
        full = {"items": [{"code": "T01", "note": "seen"}], "next": None}
        for heard in ([empty, full], [full, empty]):
            [chosen] = choose_examples(exchange(answer) for answer in heard).values()
            assert chosen["answer"] == full

    def test_of_a_page_the_same_rows_are_shown_in_whatever_order_they_came(self) -> None:
        rows = [{"id": str(uuid4()), "unit_code": code} for code in ("T03", "T01", "T02")]
        pages = [exchange({"items": order, "next": None}) for order in (rows, rows[::-1])]
        one, other = (choose_examples([page]) for page in pages)
        assert one == other

    def test_the_order_of_hearing_does_not_matter(self) -> None:
        answers = [exchange({"name": name}) for name in ("b", "a", "c")]
        assert choose_examples(answers) == choose_examples(reversed(answers))

    def test_lists_are_shortened_but_not_a_body_that_might_be_refused(self) -> None:
        rows = [{"code": f"T{number:02}"} for number in range(5)]
        heard = exchange({"items": rows, "next": None}, request={"ids": rows})
        [chosen] = choose_examples([heard]).values()
        assert chosen["answer"]["items"] == rows[:2]
        assert chosen["request"]["ids"] == rows

    def test_a_refusal_of_its_own_tells_more_than_a_common_one(self) -> None:
        refused = [
            exchange({"code": code, "detail": code}, status=409)
            for code in ("not_signed_in", "invalid_input", "wrong_state", "not_found")
        ]
        assert choose_problems(refused)["get_thing"]["code"] == "wrong_state"
        assert choose_problems(refused[:2])["get_thing"]["code"] == "invalid_input"


def route(method: str, path: str, operation: str) -> Route:
    rules = (PublicRoute(),)
    is_verb = path.endswith(":close")
    return Route(
        *(method, path, operation, "things", rules),
        takes_body=not is_verb,
        needs_version=False,
        minds_version=False,
        keeps_answers=False,
        is_followed=False,
    )


ROUTES = (
    route("GET", "/things/{thing_id}", "get_thing"),
    route("POST", "/things/{thing_id}:close", "close_thing"),
    route("POST", "/things/{thing_id}", "change_thing"),
)


class TestListener:
    @pytest.mark.parametrize(
        ("method", "path", "operation"),
        [
            ("GET", "/things/1", "get_thing"),
            ("POST", "/things/1:close", "close_thing"),
            ("POST", "/things/1", "change_thing"),
            ("GET", "/things/1/parts", None),
            ("DELETE", "/things/1", None),
        ],
    )
    def test_an_address_belongs_to_the_operation_that_names_most_of_it(
        self, method: str, path: str, operation: str | None
    ) -> None:
        found = Operations(ROUTES).at(method, path)
        assert (found.operation if found else None) == operation

    async def test_it_hears_both_sides_and_changes_neither(self) -> None:
        async def answer(request: Request) -> JSONResponse:
            return JSONResponse({"got": await request.json()}, 201)

        heard: list[Exchange] = []
        app = Starlette(routes=[Path("/things/{thing_id}", answer, methods=["POST"])])
        transport = httpx.ASGITransport(Listener(app, Operations(ROUTES), heard.append))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            got = await client.post("/things/7?dry_run=true", json={"name": "x"}, headers={"Cookie": "who=me"})
        assert (got.status_code, got.json()) == (201, {"got": {"name": "x"}})
        assert heard == [
            Exchange(
                "change_thing",
                "POST",
                "/things/7?dry_run=true",
                "who=me",
                {"name": "x"},
                201,
                {"got": {"name": "x"}},
            )
        ]

    async def test_a_body_that_nobody_asked_for_is_no_example(self) -> None:
        async def answer(request: Request) -> JSONResponse:
            return JSONResponse({"read": len(await request.body())})

        heard: list[Exchange] = []
        app = Starlette(routes=[Path("/things/{thing_id}", answer, methods=["POST"])])
        transport = httpx.ASGITransport(Listener(app, Operations(ROUTES), heard.append))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            await client.post("/things/7:close", json={})
        assert [(each.operation, each.request, each.answer) for each in heard] == [("close_thing", None, {"read": 2})]

    async def test_it_hears_an_answer_that_would_have_come_packed(self) -> None:
        async def answer(_: Request) -> JSONResponse:
            return JSONResponse({"long": "x" * 5000})

        heard: list[Exchange] = []
        app = Compression(Starlette(routes=[Path("/things/{thing_id}", answer)]))
        transport = httpx.ASGITransport(Listener(app, Operations(ROUTES), heard.append))
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            await client.get("/things/7", headers={"Accept-Encoding": "gzip"})
        assert [each.answer for each in heard] == [{"long": "x" * 5000}]


class TestMerging:
    def test_a_shared_answer_is_written_out_where_a_problem_of_its_own_is_shown(self) -> None:
        shared: dict[str, Any] = {
            "description": "shared",
            "content": {"application/problem+json": {"schema": {}, "example": {}}},
        }
        operation: dict[str, Any] = {"responses": {"409": {"$ref": "#/components/responses/InTheWay"}}}
        merge_example(operation, {"problem": {"status": 409, "code": "wrong_state"}}, {"InTheWay": shared})
        content = operation["responses"]["409"]["content"]["application/problem+json"]
        assert content["examples"]["recorded"]["value"]["code"] == "wrong_state"
        assert "example" in shared["content"]["application/problem+json"]
