"""What keeps the results of a year from being computed, told to whoever computes and to whoever looks ahead."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from hengjian.appraisal.cycle_search import cycle_search_off
from hengjian.appraisal.engine import DocumentRefusedError, evaluate, sentences_of
from hengjian.appraisal.models import Scheme
from hengjian.appraisal.records.closed_items import closed_by_class
from hengjian.appraisal.records.facts import Prepared
from hengjian.appraisal.results import repository
from hengjian.appraisal.results.errors import CannotBeScored, UnitResultsMissing
from hengjian.appraisal.scheme_documents.binding import FED_BY_ROUNDS, ORDINARY, read_binding
from hengjian.appraisal.schemes import repository as schemes
from hengjian.appraisal.workflows.results import PUBLISHED
from hengjian.kit.data.database import AnySession
from hengjian.kit.messaging.dead_letters import find_letters_standing
from hengjian.kit.policy.refusals import Obstacle
from hengjian.kit.problems.problems import FieldError

_MOST_TOLD = 100
_ROUND_OPEN = ("该考核项所依据的轮次尚未关闭。", "The round that feeds the item is not closed.")


@dataclass(frozen=True)
class Gap:
    """One thing that is missing; ``pointer`` is its place below the scheme's code."""

    pointer: str
    code: str
    sentences: tuple[str, str]
    item_code: str | None = None
    class_code: str | None = None
    subject_name: str | None = None


async def list_schemes(session: AnySession, year: int, subject_kind: str) -> list[Scheme]:
    """The issued schemes by which units, or cadres, are computed."""
    return [scheme for scheme in await schemes.issued_schemes(session, year) if scheme.subject_kind == subject_kind]


async def find_untimely(session: AnySession, year: int, subject_kind: str) -> Obstacle | None:
    """What holds up every scheme of the year: events that are not applied, units that are not published."""
    if standing := await find_letters_standing(session, year):
        return standing
    if subject_kind == "unit":
        return None
    states = await repository.list_unit_states(session, year)
    return None if states and states <= PUBLISHED else UnitResultsMissing()


async def find_open_rounds(session: AnySession, scheme: Scheme, class_codes: Collection[str]) -> list[Gap]:
    """What a round feeds is judged by only when the round is closed: until then its facts may still change."""
    fed = [code for code, source in read_binding(scheme.binding).items() if source.source in FED_BY_ROUNDS]
    closed = await closed_by_class(session, scheme)
    everywhere = closed.get(ORDINARY, set())
    return [
        Gap(f"/binding/{item}", "round_open", _ROUND_OPEN, item_code=item, class_code=class_code)
        for item in fed
        for class_code in sorted(class_codes)
        if item not in closed.get(class_code, set()) | everywhere
    ]


def try_scoring(
    document: dict[str, Any], prepared: Prepared, *, explained: bool = True
) -> tuple[dict[str, Any] | None, list[Gap]]:
    """The engine's result, or everything that it lacks."""
    try:
        with cycle_search_off():
            return evaluate({"scheme": document, "subjects": prepared.subjects}, explained=explained), []
    except DocumentRefusedError as refused:
        return None, [_read_fault(error, prepared) for error in refused.errors]


def _read_fault(error: dict[str, str], prepared: Prepared) -> Gap:
    pointer, code = error["pointer"], error["code"]
    parts = pointer.split("/")
    if len(parts) < 3 or parts[1] != "subjects":
        return Gap(pointer, code, sentences_of(code))
    subject = prepared.subjects[int(parts[2])]
    item = parts[4] if len(parts) > 4 and parts[3] == "facts" else None
    return Gap(pointer, code, sentences_of(code), item, subject["class"], subject["name"])


def refuse_gaps(scheme: Scheme, gaps: Sequence[Gap]) -> None:
    """Raise what is missing, the first hundred of it each at its place."""
    if gaps:
        raise CannotBeScored([_as_fault(scheme, gap) for gap in gaps[:_MOST_TOLD]])


def _as_fault(scheme: Scheme, gap: Gap) -> FieldError:
    about = gap.subject_name or " ".join(part for part in (gap.class_code, gap.item_code) if part)
    zh, en = gap.sentences
    if about:
        zh, en = f"{about}：{zh}", f"{about}: {en}"
    return FieldError(f"/{scheme.code}{gap.pointer}", gap.code, zh, en)
