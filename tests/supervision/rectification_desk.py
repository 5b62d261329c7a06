"""A desk on which tests move rectifications from station to station, each by whom it is for."""

from collections.abc import Awaitable
from datetime import date, timedelta
from typing import Any

import httpx

from hengjian.kit.edge.service import Service
from hengjian.kit.time.calendar import add_working_days
from hengjian.kit.time.clock import office_today
from hengjian.supervision.workflows.rectifications import RectificationState as S
from hengjian.supervision.workflows.rectifications import RectificationVerb
from tests.supervision.support import API, Clock, Office, day, good

RECTIFICATIONS = f"{API}/rectifications"
DEMAND = "清理卫生死角，落实保洁责任"

NEXT: dict[tuple[S, RectificationVerb], S] = {
    (S.OPEN, RectificationVerb.REPORT): S.REPORTED,
    (S.OPEN, RectificationVerb.WITHDRAW): S.WITHDRAWN,
    (S.FAILED, RectificationVerb.REPORT): S.REPORTED,
    (S.FAILED, RectificationVerb.WITHDRAW): S.WITHDRAWN,
    (S.OVERDUE, RectificationVerb.REPORT): S.REPORTED,
    (S.OVERDUE, RectificationVerb.WITHDRAW): S.WITHDRAWN,
    (S.OPEN, RectificationVerb.ASK_EXTENSION): S.OPEN,
    (S.OPEN, RectificationVerb.EXTEND): S.OPEN,
    (S.FAILED, RectificationVerb.ASK_EXTENSION): S.FAILED,
    (S.FAILED, RectificationVerb.EXTEND): S.FAILED,
    (S.REPORTED, RectificationVerb.RECHECK): S.PASSED,
    (S.REPORTED, RectificationVerb.WITHDRAW): S.WITHDRAWN,
}
BODY: dict[RectificationVerb, dict[str, Any]] = {
    RectificationVerb.REPORT: {"note": "已全部清理"},
    RectificationVerb.RECHECK: {"outcome": "passed", "note": "现场查看，已到位"},
    RectificationVerb.WITHDRAW: {"reason": "重复要求"},
    RectificationVerb.ASK_EXTENSION: {"reason": "连日暴雨"},
    RectificationVerb.EXTEND: {"reason": "情况属实"},
    RectificationVerb.DECLINE_EXTENSION: {"reason": "不影响施工"},
}


class Desk:
    """Rectifications step by step, each by whom it is for."""

    def __init__(self, office: Office, supervision: Service, clock: Clock) -> None:
        self.office, self.supervision, self.clock = office, supervision, clock
        self.who = {
            RectificationVerb.REPORT: office.head,
            RectificationVerb.RECHECK: office.inspector,
            RectificationVerb.WITHDRAW: office.supervision,
            RectificationVerb.ASK_EXTENSION: office.head,
            RectificationVerb.EXTEND: office.supervision,
            RectificationVerb.DECLINE_EXTENSION: office.supervision,
        }

    async def deduction(self, **changes: Any) -> str:
        return await self.office.notified(**{"rule_code": "ENV-SITE", "count": 1, "cadre_codes": [], **changes})

    async def opened(self, deduction: str | None = None, **changes: Any) -> str:
        body = {"deduction_id": deduction or await self.deduction(), "demand": DEMAND, **changes}
        return str((await good(self.office.supervision.post(RECTIFICATIONS, json=body)))["id"])

    async def step(self, rectification: str, verb: RectificationVerb, **changes: Any) -> str:
        await good(self.send(rectification, verb, **{**await self.body(rectification, verb), **changes}))
        return rectification

    async def body(self, rectification: str, verb: RectificationVerb) -> dict[str, Any]:
        if verb not in {RectificationVerb.ASK_EXTENSION, RectificationVerb.EXTEND}:
            return BODY[verb]
        present = date.fromisoformat((await self.read(rectification))["due_on"])
        return {**BODY[verb], "due_on": add_working_days(max(present, office_today()), 4).isoformat()}

    def send(self, rectification: str, verb: RectificationVerb, **body: Any) -> Awaitable[httpx.Response]:
        return self.who[verb].post(f"{RECTIFICATIONS}/{rectification}:{verb.replace('_', '-')}", json=body)

    async def read(self, rectification: str, who: Any = None) -> dict[str, Any]:
        return await good((who or self.office.supervision).get(f"{RECTIFICATIONS}/{rectification}"))

    async def run_out(self, rectification: str) -> str:
        due_on = (await self.read(rectification))["due_on"]
        await self.clock(day(due_on, 0) + timedelta(days=1, seconds=5))
        await self.supervision.jobs.run_all()
        return rectification

    async def reach(self, state: S) -> str:
        if state in {S.FAILED, S.PASSED}:
            outcome = {"outcome": "failed", "note": "仍有垃圾", "working_days": 3} if state is S.FAILED else {}
            return await self.step(await self.reach(S.REPORTED), RectificationVerb.RECHECK, **outcome)
        deduction = await self.deduction()
        rectification = await self.opened(deduction)
        match state:
            case S.OVERDUE:
                await self.run_out(rectification)
            case S.REPORTED:
                await self.step(rectification, RectificationVerb.REPORT)
            case S.WITHDRAWN:
                await self.step(rectification, RectificationVerb.WITHDRAW)
            case S.LAPSED:
                await self.office.step(deduction, "object", self.office.head, grounds="x")
                await self.office.step(deduction, "judge", self.office.discipline, outcome="accepted", reason="x")
                await self.supervision.jobs.run_all()
        return rectification
