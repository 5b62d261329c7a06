"""Of what each event tells: the objects whose events stay in order, and what an office calls them."""

from collections.abc import Mapping, Sequence

from hengjian.contracts import events
from hengjian.kit.language import say
from hengjian.kit.messaging.events import About, Event

_NAMED = 5


def _listed(names: Sequence[str]) -> str:
    """The first of them, and how many there are."""
    first = say("、", ", ").join(names[:_NAMED])
    return (
        first if len(names) <= _NAMED else say(f"{first}等 {len(names)} 项", f"{first} and others, {len(names)} in all")
    )


def _target_of(unit: str, indicator: str) -> str:
    return say(f"单位 {unit} 的指标 {indicator}", f"indicator {indicator} of unit {unit}")


def _planned(event: events.PlanIssued) -> str:
    return event.cadre_code or event.unit_code or event.level


def _result(event: events.SealedResult) -> str:
    return say(
        f"{event.year} 年类别 {event.class_code} 的结果（方案 {event.scheme_code}）",
        f"result of class {event.class_code} for {event.year} (scheme {event.scheme_code})",
    )


ABOUT: Mapping[type[Event], About] = {
    events.AccountChanged: About(
        "account",
        ("账号凭证失效", "Access of an account ended"),
        keys=lambda event: [event.subject],
        told=lambda event: say(f"账号 {event.subject}", f"account {event.subject}"),
    ),
    events.BelongingChanged: About(
        "person",
        ("任职单位变动", "Units acted for changed"),
        keys=lambda event: [one.person_code for one in event.belongings],
        told=lambda event: _listed([f"{one.person_code}（{one.unit_code}）" for one in event.belongings]),
    ),
    events.CadreChanged: About(
        "cadre",
        ("干部变动", "Cadres changed"),
        keys=lambda event: [cadre.code for cadre in event.cadres],
        told=lambda event: _listed([f"{cadre.name}（{cadre.code}）" for cadre in event.cadres]),
    ),
    events.DeductionEffective: About(
        "deduction",
        ("扣分生效", "Deduction took effect"),
        keys=lambda event: [str(event.deduction_id)],
        told=lambda event: say(
            f"单位 {event.unit_code} 的扣分 {event.number}", f"deduction {event.number} of unit {event.unit_code}"
        ),
    ),
    events.DeductionRevoked: About(
        "deduction",
        ("扣分撤销", "Deduction revoked"),
        keys=lambda event: [str(event.deduction_id)],
        told=lambda event: say(f"单位 {event.unit_code} 的扣分", f"a deduction of unit {event.unit_code}"),
    ),
    events.IndicatorChanged: About(
        "indicator",
        ("指标变动", "Indicators changed"),
        keys=lambda event: [f"{event.year}/{indicator.code}" for indicator in event.indicators],
        told=lambda event: _listed([say(indicator.name, indicator.name_en) for indicator in event.indicators]),
    ),
    events.InspectorChanged: About(
        "inspector",
        ("督查员变动", "Inspectors changed"),
        keys=lambda event: [inspector.account_id for inspector in event.inspectors],
        told=lambda event: _listed([inspector.name for inspector in event.inspectors]),
    ),
    events.PlanIssued: About(
        "target",
        ("计划下达", "Plan issued"),
        keys=lambda event: [f"{event.year}/{_planned(event)}/{target.indicator_code}" for target in event.targets],
        told=lambda event: say(f"{event.year} 年计划 {_planned(event)}", f"plan of {_planned(event)} for {event.year}"),
    ),
    events.ReportOverdue: About(
        "report",
        ("月报逾期", "Reports overdue"),
        keys=lambda event: [str(report.report_id) for report in event.reports],
        told=lambda event: say(
            f"{event.month} 月月报：{_listed([report.unit_code for report in event.reports])}",
            f"reports of month {event.month}: {_listed([report.unit_code for report in event.reports])}",
        ),
    ),
    events.ResultsFinal: About(
        "result",
        ("结果定案", "Results final"),
        keys=lambda event: [f"{event.year}/{event.scheme_code}/{event.class_code}"],
        told=_result,
    ),
    events.RoundClosed: About(
        "round",
        ("轮次关闭", "Round closed"),
        keys=lambda event: [str(event.round_id)],
        told=lambda event: say(f"{event.year} 年 {event.period} 轮次", f"round {event.period} of {event.year}"),
        ends_year=True,
    ),
    events.TargetAmended: About(
        "target",
        ("目标调整", "Target amended"),
        keys=lambda event: [f"{event.year}/{event.unit_code}/{event.target.indicator_code}"],
        told=lambda event: _target_of(event.unit_code, event.target.indicator_code),
    ),
    events.UnitChanged: About(
        "unit",
        ("单位变动", "Units changed"),
        keys=lambda event: [unit.code for unit in event.units],
        told=lambda event: _listed([unit.name for unit in event.units]),
    ),
    events.ValueConfirmed: About(
        "target",
        ("完成值确认", "Values confirmed"),
        keys=lambda event: [f"{event.year}/{value.unit_code}/{value.indicator_code}" for value in event.values],
        told=lambda event: _listed([_target_of(value.unit_code, value.indicator_code) for value in event.values]),
    ),
    events.StandingAsideTermSet: About(
        "standing_aside_term",
        ("任职回避年限设定", "Term of standing aside set"),
        keys=lambda _: ["county"],
        told=lambda event: say(f"{event.years} 年", f"{event.years} years"),
    ),
    events.TieChanged: About(
        "tie",
        ("回避关系变动", "Ties changed"),
        keys=lambda event: [str(tie.id) for tie in event.ties],
        told=lambda event: _listed([tie.person_code for tie in event.ties]),
    ),
}
"""Every event that somebody hears of."""

ABOUT_NAMES: Mapping[str, About] = {event.name: about for event, about in ABOUT.items()}
