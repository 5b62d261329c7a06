"""Who may enter and end a tie."""

from datetime import date

from hengjian.contracts.impartiality import Actor, Matter, judge
from hengjian.directory.models import Tie
from hengjian.directory.ties.errors import OneOther, TieEnded
from hengjian.directory.ties.schemas import OwnTieEntry
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import Obstacle, Refusal

ONES_OWN = Refusal("本人的回避关系须由他人解除。", "Somebody else ends a tie of one's own.")
TO_ONESELF = Refusal("不能登记与本人的关系。", "Nobody is tied to oneself.")


def find_entry_obstacle(person_code: str, entry: OwnTieEntry) -> Obstacle | None:
    if (entry.unit_code is None) == (entry.other_code is None):
        return OneOther()
    return TO_ONESELF if entry.other_code == person_code else None


def find_end_obstacle(principal: Principal, tie: Tie, today: date) -> Obstacle | None:
    if tie.ended_at is not None:
        return TieEnded()
    matter = Matter(persons=[tie.person_code, *([tie.other_code] if tie.other_code else [])])
    is_allowed = judge("end_tie", Actor(principal.person_id), matter, on=today).is_allowed
    return None if is_allowed else ONES_OWN
