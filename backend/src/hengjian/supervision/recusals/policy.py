"""Who may declare that somebody stands aside."""

from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import Refusal
from hengjian.supervision.recusals.schemas import RecusalEntry
from hengjian.supervision.sight import is_only_inspector

ONLY_ONES_OWN = Refusal("督查员只能登记本人的回避。", "Inspectors declare their own recusals only.")


def find_refusal(principal: Principal, entry: RecusalEntry) -> Refusal | None:
    is_anothers = str(entry.account_id) != principal.subject
    return ONLY_ONES_OWN if is_only_inspector(principal) and is_anothers else None
