"""Requests of a play on a bad line."""

from collections.abc import Callable, Iterator

import httpx
import pytest

from hengjian.simulation import api
from hengjian.simulation.api import Door, Person, RefusalError
from hengjian.simulation.journal import Journal

Answer = httpx.Response | Exception


class Line:
    """Answers in turn what it was given, and remembers what was asked; a session is always granted."""

    def __init__(self, *answers: Answer) -> None:
        self.asked: list[httpx.Request] = []
        self._answers = list(answers)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/directory/session"):
            cookies = [("set-cookie", "hj_token=t"), ("set-cookie", "hj_csrf=c")]
            return httpx.Response(201, headers=cookies, json={"must_change_password": False})
        self.asked.append(request)
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    @property
    def keys(self) -> list[str]:
        return [request.headers["Idempotency-Key"] for request in self.asked]


@pytest.fixture(autouse=True)
def _without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "PAUSES", (0,) * 3)


@pytest.fixture
def journal() -> Iterator[Journal]:
    with Journal({}) as made:
        yield made


def person_on(line: Callable[[httpx.Request], httpx.Response], journal: Journal) -> Person:
    http = httpx.AsyncClient(base_url="http://county", transport=httpx.MockTransport(line))
    return Person(Door(http, journal), "office", "secret")


DONE = httpx.Response(201, json={"id": "a"})
RUNNING = httpx.Response(409, json={"code": "request_still_running"})


@pytest.mark.parametrize(
    "trouble",
    [httpx.ReadError("gone"), httpx.ConnectError("gone"), *(httpx.Response(s) for s in (502, 503, 504)), RUNNING],
    ids=str,
)
async def test_trouble_is_outlasted_by_the_same_request(trouble: Answer, journal: Journal) -> None:
    line = Line(trouble, trouble, DONE)
    assert await person_on(line, journal).post("targets/years", {"year": 2026}) == {"id": "a"}
    assert len(set(line.keys)) == 1
    assert len({request.content for request in line.asked}) == 1


@pytest.mark.parametrize("status", [403, 409, 422, 500])
async def test_a_refusal_is_final(status: int, journal: Journal) -> None:
    line = Line(httpx.Response(status, json={"code": "no", "detail": "不可"}), DONE)
    with pytest.raises(RefusalError, match="不可"):
        await person_on(line, journal).post("targets/years")
    assert len(line.asked) == 1


async def test_patience_ends(journal: Journal) -> None:
    line = Line(*[httpx.ReadError("gone")] * 4)
    with pytest.raises(RefusalError, match="cannot reach it"):
        await person_on(line, journal).post("targets/years")
    assert len(line.asked) == 4


async def test_nobody_is_waited_for_who_never_answered(journal: Journal) -> None:
    tries = []

    def refuse(request: httpx.Request) -> httpx.Response:
        tries.append(request)
        raise httpx.ConnectError("nobody")

    with pytest.raises(RefusalError, match="cannot reach it"):
        await person_on(refuse, journal).post("targets/years")
    assert len(tries) <= 2


async def test_what_was_answered_is_not_asked_again(journal: Journal) -> None:
    line = Line(DONE, httpx.Response(200, json={"items": [], "next": None}))
    person = person_on(line, journal)
    await person.post("targets/years")
    key = line.keys[0]
    journal.keep(key.rpartition("-")[0] + "-2", {"id": "kept"})
    assert await person.post("targets/years") == {"id": "kept"}
    await person.get("targets/years")
    assert len(line.asked) == 2
    assert "Idempotency-Key" not in line.asked[1].headers
