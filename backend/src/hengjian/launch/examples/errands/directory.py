"""Accounts, sessions, API clients, and what changes with a unit or a cadre."""

from hengjian.launch.examples.desk import API, Desk
from hengjian.simulation.story import YEAR

_USERNAME, _PASSWORD, _OWN_PASSWORD = "newcomer", "a given one for seven days", "gravel under seven lanterns"


def run(desk: Desk) -> None:
    _keep_account(desk)
    _give_office(desk)
    _come_and_go(desk)
    _keep_client(desk)
    _change_records(desk)
    _keep_ties(desk)
    _exchange_workbooks(desk)


def _keep_account(desk: Desk) -> None:
    row = {"username": _USERNAME, "display_name": "新来的督查员", "password": _PASSWORD, "roles": ["inspector"]}
    desk.post(
        "administrator", "directory/accounts:batch", {"items": [{**row, "unit_code": None, "person_code": _USERNAME}]}
    )
    made = desk.get("administrator", f"directory/accounts/{_USERNAME}")
    change = {"display_name": "督查员（借调）", "roles": ["inspector"]}
    kept = desk.change("administrator", "PATCH", f"directory/accounts/{_USERNAME}", change, made["version"])
    given = {"password": _PASSWORD}
    path = f"directory/accounts/{_USERNAME}"
    desk.change("security_administrator", "POST", f"{path}:reset-password", given, kept["version"])
    desk.post("security_administrator", f"{path}:end-sessions")


def _give_office(desk: Desk) -> None:
    """One administrator proposes, the other confirms."""
    row = {"username": "auditing", "display_name": "新来的审核员", "password": _PASSWORD, "roles": ["verifier"]}
    desk.post("administrator", "directory/accounts:batch", {"items": [row]})
    waiting = desk.get("security_administrator", "directory/grants?state=waiting")["items"]
    decisions = [{"id": grant["id"], "decision": "confirm"} for grant in waiting]
    desk.post("security_administrator", "directory/grants:decide", {"items": decisions})


def _come_and_go(desk: Desk) -> None:
    session = desk.session(_USERNAME, _PASSWORD)
    desk.post(_USERNAME, "directory/session:renew")
    desk.post(_USERNAME, "directory/session:change-password", {"present": _PASSWORD, "new": _OWN_PASSWORD})
    session.headers["X-CSRF-Token"] = session.cookies["hj_csrf"]
    desk.get(_USERNAME, "directory/sessions")
    desk.post(_USERNAME, "directory/sessions:end-others")
    session.headers["X-CSRF-Token"] = session.cookies["hj_csrf"]
    with desk.stranger() as leaving:
        leaving.post(f"{API}/directory/session", json={"username": _USERNAME, "password": _OWN_PASSWORD})
        leaving.headers["X-CSRF-Token"] = leaving.cookies["hj_csrf"]
        leaving.delete(f"{API}/directory/session").raise_for_status()


def _keep_client(desk: Desk) -> None:
    entry = {"client_id": "statistics", "name": "统计局", "scopes": ["targets:plan:read", "targets:value:read"]}
    made = desk.post("administrator", "directory/clients", entry)
    with desk.stranger() as machine:
        login = (str(entry["client_id"]), str(made["client_secret"]))
        form = {"grant_type": "client_credentials"}
        machine.post(f"{API}/directory/oauth/token", data=form, auth=login).raise_for_status()
    desk.post("administrator", "directory/clients/statistics:rotate-secret", {"overlap_hours": 24})
    kept = desk.get("administrator", "directory/clients/statistics")
    change = {"scopes": ["targets:plan:read"], "is_active": True}
    desk.change("administrator", "PATCH", "directory/clients/statistics", change, kept["version"])


def _change_records(desk: Desk) -> None:
    cadre = desk.row("organisation_department", "directory/cadres?unit_code=T02")
    path = f"directory/cadres/{cadre['code']}"
    desk.change("organisation_department", "PATCH", path, {"is_active": True}, cadre["version"])
    unit = desk.get("organisation_department", "directory/units/T03")
    place = {"latitude": "30.12345", "longitude": "103.45678"}
    desk.change("organisation_department", "PATCH", "directory/units/T03", place, unit["version"])
    entry = {"class_code": unit["class_code"], "from_on": f"{YEAR + 2}-01-01", "reason": "按年度分类方案调整"}
    entry["document_number"] = f"县考〔{YEAR + 1}〕31号"
    desk.post("organisation_department", "directory/units/T03:classify", entry)


def _keep_ties(desk: Desk) -> None:
    [cadre] = desk.get("organisation_department", "directory/cadres?limit=1")["items"]
    entry = {"kind": "relative", "from_on": f"{YEAR}-03-01", "other_code": cadre["code"], "reason": "近姻亲"}
    declared = desk.post("inspector", "directory/own-ties", entry)
    desk.get("inspector", "directory/own-ties")
    about = {"person_code": declared["person_code"], "document_number": f"组干〔{YEAR}〕12号"}
    desk.post(
        "organisation_department",
        "directory/ties",
        {"kind": "interest", "from_on": f"{YEAR}-03-01", "unit_code": "T05", **about},
    )
    desk.get("organisation_department", "directory/ties")
    desk.post("organisation_department", f"directory/ties/{declared['id']}:end", {"reason": "该同志已退休"})
    desk.post(
        "organisation_department", "directory/standing-aside-term", {"years": 3, "reason": "按县委组织部通知执行"}
    )
    desk.get("organisation_department", "directory/standing-aside-term")


def _exchange_workbooks(desk: Desk) -> None:
    who = "organisation_department"
    for kind, lists in (("unit", "units"), ("cadre", "cadres")):
        path = f"directory/{kind}-imports"
        desk.get(who, f"{path}/template.xlsx")
        files = {"file": (f"{lists}.xlsx", desk.get(who, f"{path}/{lists}.xlsx"))}
        job = desk.follow(who, desk.ask(who, "POST", f"{path}?dry_run=true", files=files))
        desk.rows(who, f"{path}/{job['id']}/rows")
        desk.get(who, f"directory/jobs/{job['id']}/result.xlsx")
    desk.rows(who, "directory/jobs")
