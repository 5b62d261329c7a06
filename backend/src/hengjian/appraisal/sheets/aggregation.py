"""What the scores on a sheet become. Pure."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from hengjian.appraisal.engine import item_kinds
from hengjian.kit.data.decimals import write_decimal


def aggregate(document: Mapping[str, Any], item_code: str, scores: Sequence[Decimal], most: Decimal) -> dict[str, Any]:
    """For ``proportional`` their sum against the most there could be, which is exact and shows no single score;
    ``panel`` reads them one by one, in ascending order, without names."""
    if item_kinds(document)[item_code] == "panel":
        return {"scores": [write_decimal(score) for score in sorted(scores)]}
    return {"actual": write_decimal(sum(scores, Decimal(0))), "target": write_decimal(most * len(scores))}
