"""Who may call what in ``personnel``, declared once."""

from typing import Annotated

from fastapi import Depends

from hengjian.contracts.permissions import Permission
from hengjian.kit.access.auth import Principal, Requires

AccountabilityDecider = Annotated[Principal, Depends(Requires(Permission.PERSONNEL_PROPOSAL_DECIDE_ACCOUNTABILITY))]
CadreDecider = Annotated[Principal, Depends(Requires(Permission.PERSONNEL_PROPOSAL_DECIDE_CADRE))]
GradeReader = Annotated[Principal, Depends(Requires(Permission.PERSONNEL_GRADE_READ))]
NominationManager = Annotated[Principal, Depends(Requires(Permission.PERSONNEL_NOMINATION_MANAGE))]
NominationReader = Annotated[Principal, Depends(Requires(Permission.PERSONNEL_NOMINATION_READ))]
OutcomeImporter = Annotated[Principal, Depends(Requires(Permission.PERSONNEL_OUTCOME_IMPORT))]
OutcomeReader = Annotated[Principal, Depends(Requires(Permission.PERSONNEL_OUTCOME_READ))]
ProposalReader = Annotated[Principal, Depends(Requires(Permission.PERSONNEL_PROPOSAL_READ))]
QuotaReader = Annotated[Principal, Depends(Requires(Permission.PERSONNEL_QUOTA_READ))]
RuleManager = Annotated[Principal, Depends(Requires(Permission.PERSONNEL_RULE_MANAGE))]
RuleReader = Annotated[Principal, Depends(Requires(Permission.PERSONNEL_RULE_READ))]
YearReader = Annotated[Principal, Depends(Requires(Permission.TARGETS_YEAR_READ))]
