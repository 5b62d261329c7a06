from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from hengjian.appraisal.schemes.schemas import SchemeChange, SchemeWarning
from hengjian.kit.data.decimals import DecimalString

Fact = dict[str, Any]
MAX_PEERS = 50


class SchemeSketch(BaseModel):
    """The content of a draft while it is being written: anything may still be lacking."""

    model_config = ConfigDict(extra="forbid")

    name: str
    class_codes: list[str]
    document: dict[str, Any]
    binding: dict[str, Any]
    coefficients: dict[str, Any] = {}
    full_score: str | None = None


class NodeSum(BaseModel):
    """``worth``: what a subject gets that reaches everything; ``weights``: what the weights of a weighted group make.

    Null where that cannot be said yet.
    """

    worth: str | None
    weights: str | None


class SketchFindings(BaseModel):
    """What a review would find in the sketch, and what differs in it from the scheme as it is kept.

    ``wording`` holds the parameters of each item's rule in words, by the item's code; ``sums`` go by the node's JSON
    pointer. ``sources`` lists by rule type what can feed it for subjects of this kind. While the document has faults
    only those and the faults of sources are found.
    """

    faults: list[SchemeWarning]
    warnings: list[SchemeWarning]
    wording: dict[str, str]
    sums: dict[str, NodeSum]
    sources: dict[str, list[str]]
    changes: list[SchemeChange]


class RulePreviewOrder(BaseModel):
    """``item`` is an item of the scheme language. ``fact`` is to be scored beside typical ones.

    ``peers`` are the facts of the others of the class, where the rule looks at them; typical ones if not given.
    """

    model_config = ConfigDict(extra="forbid")

    item: dict[str, Any]
    fact: Fact | None = None
    peers: Annotated[list[Fact], Field(min_length=1, max_length=MAX_PEERS)] | None = None
    coefficient: Annotated[DecimalString, Field(gt=0)] | None = None


class ScoredFact(BaseModel):
    """``said`` is the fact in words; ``score`` has six places; ``why`` is the engine's sentence.

    Where there is no score, ``errors`` say why, by JSON pointer into the fact.
    """

    fact: Fact
    said: str
    score: str | None
    why: str | None
    errors: list[SchemeWarning]


class CurvePoint(BaseModel):
    """``score`` is null where no band holds ``x``."""

    x: str
    score: str | None


class RulePreview(BaseModel):
    """``examples`` are typical facts with their scores, ``own`` the fact that was sent, or the
    most telling of the examples.

    ``peers`` are the others of the class that the scores were made among. ``curve`` goes over what the rule measures,
    ``axis`` says what that is; empty and null for rules that measure nothing.
    """

    examples: list[ScoredFact]
    own: ScoredFact
    peers: list[Fact]
    curve: list[CurvePoint]
    axis: str | None
