from uuid import UUID

from hengjian.appraisal.permissions import SchemeWriter
from hengjian.appraisal.scheme_previews import service
from hengjian.appraisal.scheme_previews.schemas import RulePreview, RulePreviewOrder, SchemeSketch, SketchFindings
from hengjian.appraisal.schemes import repository
from hengjian.appraisal.schemes.errors import DocumentRefusedProblem
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading
from hengjian.kit.problems.problems import NotFound, found, problems

router = service_router("/api/v1/appraisal", tag="schemes")


@router.post(
    "/schemes/{scheme_id}:examine",
    operation_id="examine_scheme",
    summary=(
        "What a review would find in a draft as it is being written, and what differs from the kept one; "
        "nothing is stored"
    ),
    responses=problems(NotFound),
)
async def examine_scheme(session: Reading, scheme_id: UUID, sketch: SchemeSketch, _: SchemeWriter) -> SketchFindings:
    scheme = found(await repository.get_scheme(session, scheme_id))
    return await service.examine_sketch(session, scheme, sketch)


@router.post(
    "/rules:preview",
    operation_id="preview_rule",
    summary="What one item's rule makes of typical facts and of a given one; nothing is stored",
    responses=problems(DocumentRefusedProblem),
)
async def preview_rule(order: RulePreviewOrder, _: SchemeWriter) -> RulePreview:
    return await service.preview_rule(order)
