"""Who may call what in ``appraisal``, declared once."""

from typing import Annotated

from fastapi import Depends

from hengjian.contracts.permissions import Permission as Name
from hengjian.kit.access.auth import Principal, PublicRoute, Requires

Anyone = Annotated[Principal | None, Depends(PublicRoute())]
BallotCounter = Annotated[Principal, Depends(Requires(Name.APPRAISAL_BALLOT_COUNT))]
BallotDecider = Annotated[Principal, Depends(Requires(Name.APPRAISAL_BALLOT_DECIDE))]
BallotReader = Annotated[Principal, Depends(Requires(Name.APPRAISAL_BALLOT_READ))]
BonusClaimant = Annotated[Principal, Depends(Requires(Name.APPRAISAL_BONUS_CLAIM))]
BonusReader = Annotated[Principal, Depends(Requires(Name.APPRAISAL_BONUS_READ))]
BonusVerifier = Annotated[Principal, Depends(Requires(Name.APPRAISAL_BONUS_VERIFY))]
EvaluationManager = Annotated[Principal, Depends(Requires(Name.APPRAISAL_EVALUATION_MANAGE))]
EvaluationReader = Annotated[Principal, Depends(Requires(Name.APPRAISAL_EVALUATION_READ))]
Evaluator = Annotated[Principal, Depends(Requires(Name.APPRAISAL_EVALUATION_SCORE))]
ManualScorer = Annotated[Principal, Depends(Requires(Name.APPRAISAL_MANUAL_SCORE))]
Monitor = Annotated[Principal, Depends(Requires(Name.APPRAISAL_SHEET_MONITOR))]
ResultApprover = Annotated[Principal, Depends(Requires(Name.APPRAISAL_RESULT_APPROVE))]
ResultComputer = Annotated[Principal, Depends(Requires(Name.APPRAISAL_RESULT_COMPUTE))]
ResultPublisher = Annotated[Principal, Depends(Requires(Name.APPRAISAL_RESULT_PUBLISH))]
ResultReader = Annotated[Principal, Depends(Requires(Name.APPRAISAL_RESULT_READ))]
ReviewDecider = Annotated[Principal, Depends(Requires(Name.APPRAISAL_REVIEW_DECIDE))]
ReviewReader = Annotated[Principal, Depends(Requires(Name.APPRAISAL_REVIEW_READ))]
ReviewRequester = Annotated[Principal, Depends(Requires(Name.APPRAISAL_REVIEW_REQUEST))]
SchemeApprover = Annotated[Principal, Depends(Requires(Name.APPRAISAL_SCHEME_APPROVE))]
SchemeIssuer = Annotated[Principal, Depends(Requires(Name.APPRAISAL_SCHEME_ISSUE))]
SchemeReader = Annotated[Principal, Depends(Requires(Name.APPRAISAL_SCHEME_READ))]
SchemeReviewer = Annotated[Principal, Depends(Requires(Name.APPRAISAL_SCHEME_REVIEW))]
SchemeWriter = Annotated[Principal, Depends(Requires(Name.APPRAISAL_SCHEME_WRITE))]
Scorer = Annotated[Principal, Depends(Requires(Name.APPRAISAL_SHEET_SCORE))]
SheetManager = Annotated[Principal, Depends(Requires(Name.APPRAISAL_SHEET_MANAGE))]
SheetReader = Annotated[Principal, Depends(Requires(Name.APPRAISAL_SHEET_READ))]
StandingReader = Annotated[Principal, Depends(Requires(Name.APPRAISAL_STANDING_READ))]
Verifier = Annotated[Principal, Depends(Requires(Name.APPRAISAL_SHEET_VERIFY))]
VetoDecider = Annotated[Principal, Depends(Requires(Name.APPRAISAL_VETO_DECIDE))]
VetoProposer = Annotated[Principal, Depends(Requires(Name.APPRAISAL_VETO_PROPOSE))]
VetoReader = Annotated[Principal, Depends(Requires(Name.APPRAISAL_VETO_READ))]
