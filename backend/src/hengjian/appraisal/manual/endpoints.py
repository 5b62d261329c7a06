"""What an owner enters: the organisation department, or each unit's head for the unit's own cadres."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from hengjian.appraisal.engine import DocumentRefused, evaluate, reduce_scheme
from hengjian.appraisal.errors import NoSuchItem, NoSuchScheme, NoSuchSubject, ResultsStand
from hengjian.appraisal.evaluations.service import points_of
from hengjian.appraisal.models import Scheme
from hengjian.appraisal.permissions import ManualScorer
from hengjian.appraisal.records import inputs
from hengjian.appraisal.records.gathering import list_subjects
from hengjian.contracts.codes import Code, Year
from hengjian.contracts.roles import Role
from hengjian.kit.app import service_router
from hengjian.kit.ids import new_id
from hengjian.kit.language import current_language
from hengjian.kit.numbers import DecimalString, write_decimal
from hengjian.kit.problems import FieldError, InvalidInput, RefusedByPolicy, problems
from hengjian.kit.routing import Writing

router = service_router("/api/v1/appraisal", tag="manual scores")


class ManualScore(BaseModel):
    """What the item's rule reads: a ``score``, an ``actual`` value with the ``target`` it needs, or ``counts`` by kind."""

    model_config = ConfigDict(extra="forbid")

    subject_code: Code
    score: DecimalString | None = None
    actual: DecimalString | None = None
    target: DecimalString | None = None
    counts: (
        dict[Annotated[str, Field(min_length=1, max_length=60)], Annotated[int, Field(ge=0, le=1_000_000)]] | None
    ) = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> "ManualScore":
        said = [value for value in (self.score, self.actual, self.counts) if value is not None]
        if len(said) != 1 or (self.target is not None and self.actual is None):
            raise ValueError("one of score, actual and counts; a target beside an actual value only")
        return self

    def as_fact(self) -> dict[str, Any]:
        numbers = {"score": self.score, "actual": self.actual, "target": self.target}
        fact: dict[str, Any] = {name: write_decimal(value) for name, value in numbers.items() if value is not None}
        return fact if self.counts is None else {"counts": self.counts}


class ManualScores(BaseModel):
    model_config = ConfigDict(extra="forbid")

    year: Year
    scheme_code: Code
    item_code: Annotated[str, Field(min_length=1, max_length=60)]
    rows: Annotated[list[ManualScore], Field(min_length=1, max_length=1000)]


class ManualOutcome(BaseModel):
    status: Literal["stored"]
    stored: int


def _check_facts(scheme: Scheme, item_code: str, rows: Sequence[ManualScore]) -> None:
    """The item's rule itself says whether it can read what was entered."""
    subjects = [{"code": row.subject_code, "class": "-", "facts": {item_code: row.as_fact()}} for row in rows]
    document = {"scheme": reduce_scheme(scheme.document, {item_code}), "subjects": subjects}
    try:
        evaluate(document, current_language.get(), explained=False)
    except DocumentRefused as refused:
        raise InvalidInput([_place(**error) for error in refused.errors]) from refused


def _place(pointer: str, code: str, message: str) -> FieldError:
    """From the subject's fact to the row that it was made of."""
    parts = pointer.split("/")
    within = ["subject_code"] if parts[3:] == ["code"] else parts[5:]
    return FieldError("/".join(["/rows", parts[2], *within]), code, message, message)


def _refuse_other_owner(*, is_organisation: bool) -> RefusedByPolicy:
    zh = "该项由组织部评定。" if not is_organisation else "该项由各单位负责人评定。"
    en = "The organisation department owns this item." if not is_organisation else "Heads of units own this item."
    return RefusedByPolicy(reason=en if current_language.get() == "en" else zh)


@router.post(
    "/manual-scores:batch",
    operation_id="enter_manual_scores",
    summary="Enter an owner's scores, values or counts for one item",
    responses=problems(NoSuchScheme, NoSuchItem, NoSuchSubject, ResultsStand, RefusedByPolicy),
)
async def enter_manual_scores(session: Writing, entry: ManualScores, principal: ManualScorer) -> ManualOutcome:
    scheme, source = await inputs.scheme_feeding(session, entry.year, entry.scheme_code, entry.item_code, "manual")
    is_organisation = Role.ORGANISATION_DEPARTMENT in principal.roles
    if not inputs.may_enter_manually(source, is_organisation=is_organisation):
        raise _refuse_other_owner(is_organisation=is_organisation)
    await inputs.refuse_where_results_stand(session, entry.year, entry.scheme_code)
    named = await list_subjects(session, scheme, codes=[row.subject_code for row in entry.rows])
    units = {records.code: records.unit_code for records in named}
    most = points_of(scheme.document, entry.item_code)
    for index, row in enumerate(entry.rows):
        if not principal.visibility.includes(units.get(row.subject_code)):
            raise NoSuchSubject(subject_code=row.subject_code)
        if row.score is not None and not 0 <= row.score <= most:
            zh, en = f"评分应在 0 至 {most} 之间。", f"A score lies between 0 and {most}."
            raise InvalidInput([FieldError(f"/rows/{index}/score", "out_of_range", zh, en)])
    _check_facts(scheme, entry.item_code, entry.rows)
    record_id = new_id()
    facts = {row.subject_code: (record_id, row.as_fact()) for row in entry.rows}
    await inputs.leave_facts(session, scheme, entry.item_code, "manual", facts, entered_by=principal.name)
    return ManualOutcome(status="stored", stored=len(facts))
