"""Who hears of what. Also the permitted conversation: the graph of publishers and subscribers has no cycle."""

from collections.abc import Mapping

from hengjian.contracts import events
from hengjian.kit.messaging.events import Event
from hengjian.kit.settings import ServiceName as S

_EVERYONE = (S.TARGETS, S.SUPERVISION, S.APPRAISAL, S.PERSONNEL)

SUBSCRIBERS: Mapping[S, Mapping[type[Event], tuple[S, ...]]] = {
    S.DIRECTORY: {
        events.AccountChanged: _EVERYONE,
        events.BelongingChanged: _EVERYONE,
        events.CadreChanged: _EVERYONE,
        events.InspectorChanged: (S.SUPERVISION,),
        events.StandingAsideTermSet: _EVERYONE,
        events.TieChanged: _EVERYONE,
        events.UnitChanged: _EVERYONE,
    },
    S.TARGETS: {
        events.IndicatorChanged: (S.APPRAISAL,),
        events.PlanIssued: (S.APPRAISAL,),
        events.ReportAccepted: (),
        events.ReportOverdue: (S.SUPERVISION,),
        events.RoundClosed: (S.APPRAISAL,),
        events.TargetAmended: (S.APPRAISAL,),
        events.ValueConfirmed: (S.APPRAISAL,),
    },
    S.SUPERVISION: {
        events.DeductionEffective: (S.APPRAISAL,),
        events.DeductionRevoked: (S.APPRAISAL,),
        events.RoundClosed: (S.APPRAISAL,),
    },
    S.APPRAISAL: {
        events.ResultsFinal: (S.PERSONNEL,),
        events.ResultsPublished: (),
        events.StandingsChanged: (),
    },
    S.PERSONNEL: {
        events.DecisionRecorded: (),
        events.ProposalMade: (),
    },
}


def subscribers_of(publisher: S) -> dict[str, tuple[S, ...]]:
    return {event.name: subscribers for event, subscribers in SUBSCRIBERS[publisher].items()}


EVENT_TYPES: Mapping[str, type[Event]] = {event.name: event for table in SUBSCRIBERS.values() for event in table}
