"""Who may enter and end a tie."""

from hengjian.contracts.impartiality import Matter
from hengjian.contracts.standing import standing_alone
from hengjian.directory.models import Tie
from hengjian.directory.ties.errors import OneOther, TieEnded
from hengjian.directory.ties.schemas import OwnTieEntry
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import Obstacle, Refusal

TO_ONESELF = Refusal("不能登记与本人的关系。", "Nobody is tied to oneself.")


def find_entry_obstacle(person_code: str, entry: OwnTieEntry) -> Obstacle | None:
    if (entry.unit_code is None) == (entry.other_code is None):
        return OneOther()
    return TO_ONESELF if entry.other_code == person_code else None


def find_end_obstacle(principal: Principal, tie: Tie) -> Obstacle | None:
    if tie.ended_at is not None:
        return TieEnded()
    persons = [tie.person_code, *([tie.other_code] if tie.other_code else [])]
    return standing_alone(principal).find_bar("end_tie", Matter(persons=persons))
