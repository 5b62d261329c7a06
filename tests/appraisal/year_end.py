"""A year end whose township scheme takes every kind of round, and whose cadres' schemes take owners' scores."""

from typing import Any

from tests.appraisal.county import LEADER_SCHEME, TOWNSHIP_BINDING, TOWNSHIP_SCHEME, Office, scheme
from tests.support.clock import YEAR


def of_item(item: str, *classes: str, **more: Any) -> dict[str, Any]:
    return {
        "year": YEAR,
        "scheme_code": "townships",
        "item_code": item,
        "class_codes": list(classes or ("township-1",)),
        **more,
    }


async def issue_schemes(office: Office) -> None:
    await office.issued(scheme("townships", TOWNSHIP_SCHEME, TOWNSHIP_BINDING, "township-1"))
    for code, owner, group in (("chiefs", "organisation_department", "chief"), ("staff", "unit_head", "")):
        binding = {"team": {"source": "unit_result"}, "own": {"source": "manual", "owner": owner}}
        classes = [f"{group}-township-1"] if group else ["ordinary:*"]
        await office.issued(scheme(code, LEADER_SCHEME, binding, *classes, subject_kind="cadre"))


def rows(*codes: str, **more: Any) -> dict[str, Any]:
    return {"rows": [{"subject_code": code, **more} for code in codes]}
