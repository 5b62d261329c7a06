"""Where each item of a scheme takes its facts from. The scheme itself knows nothing of this."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from hengjian.appraisal.engine import item_kinds
from hengjian.appraisal.engine.rules import RULES
from hengjian.appraisal.scheme_documents.tree import walk_tree
from hengjian.contracts.codes import Code
from hengjian.kit.data.decimals import DecimalString
from hengjian.kit.problems.problems import FieldError

SMALLEST_GROUP = 3
"""What fewer people said could be told apart: of two, each knows the other's part."""

TierName = Annotated[str, Field(min_length=1, max_length=60)]
TierWeight = Annotated[DecimalString, Field(gt=0, le=1000)]


class _Source(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DeductionsSource(_Source):
    """Effective deductions under these catalogue codes; ``*`` for every code that no other item of the scheme names."""

    source: Literal["deductions"]
    rule_codes: Annotated[list[str], Field(min_length=1)]


class IndicatorSource(_Source):
    """The owner's confirmed value of an indicator."""

    source: Literal["indicator"]
    indicator_code: Code
    value_name: Code = "annual"


class SheetSource(_Source):
    """The scores of a closed round of year-end sheets."""

    source: Literal["sheet"]


class EvaluationSource(_Source):
    """What county leaders gave in a closed round, as one mean: of all alike, or of each tier's mean by its weight.

    Of each subject the ``trim`` lowest and highest scores are dropped. Where fewer than ``minimum`` are left, the item
    has no fact.
    """

    source: Literal["evaluation_round"]
    minimum: Annotated[int, Field(ge=SMALLEST_GROUP, le=100)] = SMALLEST_GROUP
    trim: Annotated[int, Field(ge=0, le=10)] = 0
    tiers: Annotated[dict[TierName, TierWeight], Field(max_length=10)] = {}


class BallotSource(_Source):
    """The votes of a closed round. Where fewer than ``minimum`` are valid, the item has no fact."""

    source: Literal["ballot_round"]
    minimum: Annotated[int, Field(ge=SMALLEST_GROUP, le=1000)] = 5


class ManualSource(_Source):
    """Entered by an owner: the organisation department, or the head of the subject's unit."""

    source: Literal["manual"]
    owner: Literal["organisation_department", "unit_head"]


class UnitResultSource(_Source):
    """The total of the cadre's unit, and the best total of the unit's class."""

    source: Literal["unit_result"]


class PlanCompletionSource(_Source):
    """How many targets of the unit's plan are met, of how many."""

    source: Literal["plan_completion"]
    value_name: Code = "annual"


class BonusClaimsSource(_Source):
    source: Literal["bonus_claims"]
    kinds: Annotated[list[str], Field(min_length=1)]


class ClaimCountsSource(_Source):
    """How many claims of each kind the unit's owners have verified, whatever points they were claimed at."""

    source: Literal["claim_counts"]
    kinds: Annotated[list[str], Field(min_length=1)]


Source = Annotated[
    DeductionsSource
    | IndicatorSource
    | SheetSource
    | EvaluationSource
    | BallotSource
    | ManualSource
    | UnitResultSource
    | PlanCompletionSource
    | BonusClaimsSource
    | ClaimCountsSource,
    Field(discriminator="source"),
]
Binding = dict[str, Source]

_bindings: TypeAdapter[Binding] = TypeAdapter(Binding)
_sources: TypeAdapter[Source] = TypeAdapter(Source)

FED_BY_ROUNDS = frozenset({"indicator", "sheet", "evaluation_round", "ballot_round"})
"""Sources whose facts are complete only when a round is closed."""

MEASURED = frozenset({"bands", "brackets", "proportional", "range", "rank", "relative_to_best", "step", "threshold"})
"""Rules that read a value, with its target where the scheme asks for one."""

READABLE_BY: Mapping[str, frozenset[str]] = {
    "sheet": frozenset({"panel", "proportional"}),
    "evaluation_round": frozenset({"proportional"}),
    "ballot_round": frozenset({"ballot", "rank_ballot", "vote_share"}),
    "manual": MEASURED | {"count", "given"},
    "deductions": frozenset({"deductions"}),
    "bonus_claims": frozenset({"bonuses"}),
    "claim_counts": frozenset({"count"}),
    "unit_result": frozenset({"proportional"}),
    "plan_completion": frozenset({"proportional"}),
    "indicator": MEASURED,
}
"""Which rules can read what a source gives."""


ORDINARY = "ordinary:*"
"""The classes of ordinary cadres, one a unit, all together."""

_KIND_OF: Mapping[str, str] = {
    "bonus_claims": "unit",
    "claim_counts": "unit",
    "indicator": "unit",
    "plan_completion": "unit",
    "unit_result": "cadre",
}
"""Sources that speak of one kind of subject only."""


def sources_of(subject_kind: str) -> dict[str, list[str]]:
    """By rule type, the sources that can feed it for subjects of this kind."""
    fit = [source for source in READABLE_BY if _KIND_OF.get(source, subject_kind) == subject_kind]
    return {rule: [source for source in fit if rule in READABLE_BY[source]] for rule in sorted(RULES)}


def read_binding(stored: Mapping[str, Any]) -> Binding:
    return _bindings.validate_python(stored)


def read_source(stored: Mapping[str, Any]) -> dict[str, Any]:
    """One item's source with its defaults. Raises ``ValidationError``."""
    return _sources.validate_python(stored).model_dump(mode="json")


def write_binding(binding: Binding) -> dict[str, Any]:
    return {code: source.model_dump(mode="json") for code, source in binding.items()}


def check_binding(document: Mapping[str, Any], binding: Binding, subject_kind: str) -> Iterator[FieldError]:
    """Faults of a binding to a sound scheme: unbound items, unknown ones, wrong sources, a catalogue code bound
    twice."""
    kinds = item_kinds(document)
    for code in kinds.keys() - binding.keys():
        yield FieldError(f"/binding/{code}", "unbound_item", "该考核项没有数据来源。", "This item has no source.")
    for code in binding.keys() - kinds.keys():
        yield FieldError(f"/binding/{code}", "unknown_item", "办法中没有这个考核项。", "The scheme has no such item.")
    for code, source in binding.items():
        if code in kinds and kinds[code] not in READABLE_BY[source.source]:
            yield FieldError(
                f"/binding/{code}/source",
                "source_does_not_fit",
                "该来源与计分规则不符。",
                "The rule cannot read this source.",
            )
        yield from _check_kind(code, source, subject_kind)
        if isinstance(source, ClaimCountsSource) and code in kinds:
            yield from _check_counted(document, code, source)
        if isinstance(source, EvaluationSource | BallotSource) and kinds.get(code) in READABLE_BY[source.source]:
            yield from _check_small_groups(document, code)
        if isinstance(source, EvaluationSource) and source.tiers and source.trim:
            yield FieldError(
                f"/binding/{code}/trim",
                "tiers_are_not_trimmed",
                "分层级评鉴时不能去掉最高分和最低分。",
                "Where tiers weigh differently, no score is dropped.",
            )
    yield from _check_catalogue(binding)


def _check_kind(code: str, source: Source, subject_kind: str) -> Iterator[FieldError]:
    """Units have no unit's result to go by, cadres no indicators; a head scores cadres, never the own unit."""
    if _KIND_OF.get(source.source, subject_kind) != subject_kind:
        yield FieldError(
            f"/binding/{code}/source",
            "source_does_not_fit_subjects",
            "该来源不适用于这类考核对象。",
            "This source says nothing about subjects of this kind.",
        )
    if isinstance(source, ManualSource) and source.owner == "unit_head" and subject_kind == "unit":
        yield FieldError(
            f"/binding/{code}/owner",
            "owner_scores_own_unit",
            "单位负责人不能为本单位评分。",
            "A head of unit cannot score the own unit.",
        )


def _check_small_groups(document: Mapping[str, Any], code: str) -> Iterator[FieldError]:
    """Where too few take part there is no fact, and one that must be there would stop the whole class."""
    place = walk_tree(document)[code]
    if place.node.get("missing", "error") == "error":
        yield FieldError(
            f"{place.pointer}/missing",
            "small_group_stops_class",
            "参与人数不足时该项没有数据，须规定缺项如何计分（不计此项、记零分或记满分），否则全类无法计分。",
            "Where too few take part the item has no fact; say what then counts, or the whole class has no total.",
        )


def _check_counted(document: Mapping[str, Any], code: str, source: ClaimCountsSource) -> Iterator[FieldError]:
    """What is counted has points in the rule: a claim of another kind could not be scored."""
    worth = walk_tree(document)[code].node["rule"]["per"]
    for index, kind in enumerate(source.kinds):
        if kind not in worth:
            zh, en = "计分规则没有给这个类别定分值。", "The rule gives this kind no points."
            yield FieldError(f"/binding/{code}/kinds/{index}", "unknown_kind", zh, en)


def claimable_kinds(binding: Binding) -> set[str]:
    """What a unit may claim: every kind that an item takes, for its points or as one more of its kind."""
    sources = [s for s in binding.values() if isinstance(s, BonusClaimsSource | ClaimCountsSource)]
    return {kind for source in sources for kind in source.kinds}


def named_codes(binding: Binding) -> frozenset[str]:
    """Catalogue codes that an item names, so that ``*`` does not take them."""
    sources = [source for source in binding.values() if isinstance(source, DeductionsSource)]
    return frozenset(code for source in sources for code in source.rule_codes) - {"*"}


def _check_catalogue(binding: Binding) -> Iterator[FieldError]:
    """Each code counts once; one item takes the rest, so that a later code of the catalogue is never lost."""
    seen: set[str] = set()
    for code, source in binding.items():
        if not isinstance(source, DeductionsSource):
            continue
        for index, rule_code in enumerate(source.rule_codes):
            if rule_code in seen:
                yield FieldError(
                    f"/binding/{code}/rule_codes/{index}",
                    "catalogue_code_bound_twice",
                    "同一扣分项目不能计入两个考核项。",
                    "A catalogue code counts for one item only.",
                )
            seen.add(rule_code)
    if seen and "*" not in seen:
        first = next(code for code, source in binding.items() if isinstance(source, DeductionsSource))
        yield FieldError(
            f"/binding/{first}/rule_codes",
            "catalogue_code_unbound",
            "未列名的扣分条款没有归属，请在一个考核项中写入“*”。",
            'Codes that no item names would be lost; let one item take them with "*".',
        )
