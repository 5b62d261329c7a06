"""Who may call what in ``supervision``, declared once."""

from typing import Annotated

from fastapi import Depends

from hengjian.contracts.permissions import Permission
from hengjian.kit.access.auth import Principal, PublicRoute, Requires

Anyone = Annotated[Principal | None, Depends(PublicRoute())]
DeductionConfirmer = Annotated[Principal, Depends(Requires(Permission.SUPERVISION_DEDUCTION_CONFIRM))]
DeductionJudge = Annotated[Principal, Depends(Requires(Permission.SUPERVISION_DEDUCTION_JUDGE))]
DeductionPublisher = Annotated[Principal, Depends(Requires(Permission.SUPERVISION_DEDUCTION_PUBLISH))]
DeductionReader = Annotated[Principal, Depends(Requires(Permission.SUPERVISION_DEDUCTION_READ))]
DeductionRecorder = Annotated[Principal, Depends(Requires(Permission.SUPERVISION_DEDUCTION_RECORD))]
DrawManager = Annotated[Principal, Depends(Requires(Permission.SUPERVISION_DRAW_MANAGE))]
DrawReader = Annotated[Principal, Depends(Requires(Permission.SUPERVISION_DRAW_READ))]
EvidenceUploader = Annotated[Principal, Depends(Requires(Permission.SUPERVISION_EVIDENCE_UPLOAD))]
Objector = Annotated[Principal, Depends(Requires(Permission.SUPERVISION_DEDUCTION_OBJECT))]
PicturePreparer = Annotated[Principal, Depends(Requires(Permission.SUPERVISION_PICTURE_PREPARE))]
PictureReviewer = Annotated[Principal, Depends(Requires(Permission.SUPERVISION_PICTURE_REVIEW))]
RectificationManager = Annotated[Principal, Depends(Requires(Permission.SUPERVISION_RECTIFICATION_MANAGE))]
RectificationReader = Annotated[Principal, Depends(Requires(Permission.SUPERVISION_RECTIFICATION_READ))]
RectificationReporter = Annotated[Principal, Depends(Requires(Permission.SUPERVISION_RECTIFICATION_REPORT))]
Rechecker = Annotated[Principal, Depends(Requires(Permission.SUPERVISION_RECTIFICATION_RECHECK))]
RoundAnswerer = Annotated[Principal, Depends(Requires(Permission.SUPERVISION_ROUND_ANSWER))]
RoundFinder = Annotated[Principal, Depends(Requires(Permission.SUPERVISION_ROUND_FIND))]
RoundManager = Annotated[Principal, Depends(Requires(Permission.SUPERVISION_ROUND_MANAGE))]
RoundReader = Annotated[Principal, Depends(Requires(Permission.SUPERVISION_ROUND_READ))]
RuleManager = Annotated[Principal, Depends(Requires(Permission.SUPERVISION_RULE_MANAGE))]
RuleReader = Annotated[Principal, Depends(Requires(Permission.SUPERVISION_RULE_READ))]
VisitReader = Annotated[Principal, Depends(Requires(Permission.SUPERVISION_VISIT_READ))]
VisitRecorder = Annotated[Principal, Depends(Requires(Permission.SUPERVISION_VISIT_WRITE))]
