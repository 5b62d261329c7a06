import time

from hengjian.contracts.events import CadreChanged, UnitChanged
from hengjian.contracts.roles import Role
from hengjian.kit.settings import ServiceName
from hengjian.simulation.county import found_county
from tests.support.events import deliver
from tests.targets.conftest import cadre, unit
from tests.targets.support import *


async def test_size(office, services, people):
    c = found_county(1)
    await deliver(
        services[ServiceName.TARGETS],
        ServiceName.DIRECTORY,
        UnitChanged(units=tuple(unit(u.code, u.class_code) for u in c.units)),
        CadreChanged(cadres=tuple(cadre(x.code, x.unit_code) for x in c.cadres)),
    )
    await office.open_year()

    def lap(name):
        nonlocal t
        n = time.perf_counter()
        print(f"{name:30} {n - t:.3f}")
        t = n

    t = time.perf_counter()
    codes = [f"I{i:02}" for i in range(12)]
    await office.enter("/indicators:batch", *(indicator(x) for x in codes))
    lap("indicators")
    await office.enter("/plans:batch", plan("county", *(target(x, "1000") for x in codes)))
    lap("county")
    await office.issue("county")
    lap("issue county")
    await office.enter("/plans:batch", *(plan("unit", *(target(x) for x in codes), unit_code=u.code) for u in c.units))
    lap("draft 96 units x12")
    await office.issue("unit", dry_run=True)
    lap("dry run")
    await office.issue("unit")
    lap("issue 96")
    for u in c.units:
        head = people.person(Role.UNIT_HEAD, unit=u.code)
        await office.enter(
            "/plans:batch",
            *(plan("person", *(target(x) for x in codes[:4]), cadre_code=x.code) for x in c.cadres_of(u.code)),
            who=head,
        )
    lap(f"draft {len(c.cadres)} persons x4")
    r = await office.issue("person")
    lap(f"issue {r['issued']} persons")
    await office.get("/coverage", year=YEAR)
    lap("coverage")
    await office.advance("running")
    lap("advance")
    await office.move_clock(YEAR, 3, 1, 9)
    lap("clock (overdue)")
    rows = await office.find("/reports", month=2, limit=200)
    lap("list reports")
    for r in rows:
        rep = people.person(Role.UNIT_REPORTER, unit=r["unit_code"])
        await office.post(
            rep, f"/reports/{r['id']}:submit", {"entries": [{"indicator_code": x, "value": "12"} for x in codes]}
        )
    lap(f"submit {len(rows)}")
    await office.get(f"/reports/{rows[0]['id']}")
    lap("get report")
    await office.post(office.office, "/reports:accept-batch", {"ids": [r["id"] for r in rows]})
    lap("accept batch")
    await office.get("/report-calendar", year=YEAR)
    lap("calendar")
    vals = [{"unit_code": u.code, "indicator_code": x, "actual": "5"} for u in c.units for x in codes]
    owner = people.person(Role.INDICATOR_OWNER, unit="D01", name="o")
    await office.post(owner, "/values:batch", {"year": YEAR, "value_name": "annual", "items": vals[:1000]})
    lap("values 1000")
    await office.post(owner, "/values:batch", {"year": YEAR, "value_name": "annual", "items": vals[1000:]})
    lap("values rest")
    await office.post(
        office.verifier, "/values:confirm", {"year": YEAR, "value_name": "annual", "indicator_codes": codes}
    )
    lap("confirm 1152")
    await office.find("/values", limit=200)
    lap("list values 200")
    for _ in range(20):
        await office.find("/plans", limit=50)
    lap("20 x list plans")
    for _ in range(20):
        await office.get(f"/reports/{rows[0]['id']}")
    lap("20 x get report")
