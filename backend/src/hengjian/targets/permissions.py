"""Who may call what in ``targets``, declared once."""

from typing import Annotated

from fastapi import Depends

from hengjian.contracts.permissions import Permission
from hengjian.kit.access.auth import Principal, Requires

AmendmentApprover = Annotated[Principal, Depends(Requires(Permission.TARGETS_AMENDMENT_APPROVE))]
AmendmentProposer = Annotated[Principal, Depends(Requires(Permission.TARGETS_AMENDMENT_PROPOSE))]
IndicatorManager = Annotated[Principal, Depends(Requires(Permission.TARGETS_INDICATOR_MANAGE))]
IndicatorReader = Annotated[Principal, Depends(Requires(Permission.TARGETS_INDICATOR_READ))]
LetterAccepter = Annotated[Principal, Depends(Requires(Permission.TARGETS_LETTER_ACCEPT))]
PlanIssuer = Annotated[Principal, Depends(Requires(Permission.TARGETS_PLAN_ISSUE))]
PlanReader = Annotated[Principal, Depends(Requires(Permission.TARGETS_PLAN_READ))]
PlanWriter = Annotated[Principal, Depends(Requires(Permission.TARGETS_PLAN_WRITE))]
ReportJudge = Annotated[Principal, Depends(Requires(Permission.TARGETS_REPORT_JUDGE))]
ReportReader = Annotated[Principal, Depends(Requires(Permission.TARGETS_REPORT_READ))]
ReportSubmitter = Annotated[Principal, Depends(Requires(Permission.TARGETS_REPORT_SUBMIT))]
RoundManager = Annotated[Principal, Depends(Requires(Permission.TARGETS_ROUND_MANAGE))]
RoundReader = Annotated[Principal, Depends(Requires(Permission.TARGETS_ROUND_READ))]
ValueConfirmer = Annotated[Principal, Depends(Requires(Permission.TARGETS_VALUE_CONFIRM))]
ValueEnterer = Annotated[Principal, Depends(Requires(Permission.TARGETS_VALUE_ENTER))]
ValueReader = Annotated[Principal, Depends(Requires(Permission.TARGETS_VALUE_READ))]
YearManager = Annotated[Principal, Depends(Requires(Permission.TARGETS_YEAR_MANAGE))]
YearReader = Annotated[Principal, Depends(Requires(Permission.TARGETS_YEAR_READ))]
