"""Proposals come from final results only: nothing else of ``appraisal`` reaches this service."""

from hengjian.contracts import events
from hengjian.contracts.subscriptions import SUBSCRIBERS
from hengjian.kit.settings import ServiceName
from tests.personnel.county import Office


def test_only_final_results_are_heard() -> None:
    heard = {
        event
        for publisher, table in SUBSCRIBERS.items()
        for event, subscribers in table.items()
        if ServiceName.PERSONNEL in subscribers and publisher is not ServiceName.DIRECTORY
    }
    assert heard == {events.ResultsFinal}


def test_every_event_it_hears_has_its_handler(office: Office) -> None:
    handled = set(office.personnel.inbox._handlers)
    of_people = {"account_changed", "belonging_changed", "cadre_changed", "standing_aside_term_set", "tie_changed"}
    assert handled == {*of_people, "results_final", "unit_changed"}
