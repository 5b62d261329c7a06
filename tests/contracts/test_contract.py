"""What crosses the borders: the written contract, the conversation of the services, the words of every refusal."""

import re
from collections import Counter
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from string import Formatter

import pytest

from hengjian.contracts.subscriptions import EVENT_TYPES, SUBSCRIBERS
from hengjian.kit.edge.service import Service
from hengjian.kit.problems.problems import HttpProblem, Problem
from hengjian.kit.settings import ServiceName
from hengjian.launch.contract import check_contract

OPENAPI = Path(__file__).parents[2] / "openapi.yaml"
PERMITTED = {
    ServiceName.DIRECTORY: set(ServiceName) - {ServiceName.DIRECTORY},
    ServiceName.TARGETS: {ServiceName.SUPERVISION, ServiceName.APPRAISAL},
    ServiceName.SUPERVISION: {ServiceName.APPRAISAL},
    ServiceName.APPRAISAL: {ServiceName.PERSONNEL},
    ServiceName.PERSONNEL: set(),
}


def test_the_written_contract_is_not_stale() -> None:
    assert check_contract(OPENAPI), "run make openapi"


class TestConversation:
    @pytest.mark.parametrize("publisher", ServiceName)
    def test_events_go_only_where_they_may(self, publisher: ServiceName) -> None:
        hearing = {subscriber for subscribers in SUBSCRIBERS[publisher].values() for subscriber in subscribers}
        assert hearing <= PERMITTED[publisher]

    def test_no_event_comes_back_to_where_it_began(self) -> None:
        heard_from: dict[ServiceName, set[ServiceName]] = {service: set() for service in ServiceName}
        for publisher, table in SUBSCRIBERS.items():
            for subscribers in table.values():
                for subscriber in subscribers:
                    heard_from[subscriber].add(publisher)
        assert next(iter(TopologicalSorter(heard_from).static_order())) is ServiceName.DIRECTORY

    def test_one_name_means_one_event(self) -> None:
        for name, event in EVENT_TYPES.items():
            assert {e for table in SUBSCRIBERS.values() for e in table if e.name == name} == {event}

    async def test_whoever_hears_of_an_event_acts_on_it(self, services: dict[ServiceName, Service]) -> None:
        for publisher, table in SUBSCRIBERS.items():
            for event, subscribers in table.items():
                for subscriber in subscribers:
                    handlers = services[subscriber].inbox._handlers
                    assert handlers.get(event.name), f"{subscriber} ignores {event.name} of {publisher}"

    async def test_nobody_waits_for_an_event_that_is_not_sent(self, services: dict[ServiceName, Service]) -> None:
        for subscriber, service in services.items():
            sent = {e.name for table in SUBSCRIBERS.values() for e, heard in table.items() if subscriber in heard}
            assert set(service.inbox._handlers) - sent == set(), subscriber


def _kinds(cls: type[Problem]) -> Iterator[type[Problem]]:
    for kind in cls.__subclasses__():
        yield kind
        yield from _kinds(kind)


@pytest.fixture(scope="module")
def problems() -> list[type[Problem]]:
    """Every business error of the five services; the gateway has imported them all."""
    ours = {kind for kind in _kinds(Problem) if kind.__module__.startswith("hengjian.") and kind is not HttpProblem}
    return sorted((kind for kind in ours if not kind.__subclasses__()), key=lambda kind: (kind.__module__, kind.code))


def _blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@pytest.mark.usefixtures("gateway")
class TestRefusals:
    async def test_each_speaks_both_languages(self, problems: list[type[Problem]]) -> None:
        assert len(problems) > 100
        for kind in problems:
            only_blanks = re.fullmatch(r"(\{\w+\}\s*)+", kind.zh)
            assert only_blanks or re.search("[\u4e00-\u9fff]", kind.zh), kind
            assert not re.search("[\u4e00-\u9fff]", kind.en), kind
            assert _blanks(kind.zh) == _blanks(kind.en), kind
            assert (kind.zh, kind.en) != (Problem.zh, Problem.en), kind

    async def test_each_has_a_code_of_its_own(self, problems: list[type[Problem]]) -> None:
        """Inside a service; the same matter in two services has the same code, and then the same status."""
        places = Counter((kind.__module__.split(".")[1], kind.code) for kind in problems)
        assert [place for place, count in places.items() if count > 1] == []
        statuses = {(kind.code, kind.status) for kind in problems}
        assert [code for code, count in Counter(code for code, _ in statuses).items() if count > 1] == []
        assert [kind.code for kind in problems if not re.fullmatch(r"[a-z]+(_[a-z0-9]+)*", kind.code)] == []

    async def test_each_is_a_refusal(self, problems: list[type[Problem]]) -> None:
        assert [kind for kind in problems if not 400 <= kind.status < 600] == []
