from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.paging import Page, Rows
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import IfMatchGiven
from hengjian.kit.problems.problems import NotFound, RefusedByPolicy, problems
from hengjian.supervision.errors import DeductionStateForbids, NamesSomebody
from hengjian.supervision.evidence.errors import (
    FileChanged,
    FileMissing,
    PictureUnreadable,
    StoreNotConfigured,
    StoreUnavailable,
)
from hengjian.supervision.evidence.files import IfNoneMatch, send_file, store_of
from hengjian.supervision.permissions import DeductionReader, PicturePreparer, PictureReviewer
from hengjian.supervision.pictures import errors, service, views
from hengjian.supervision.pictures.schemas import (
    PictureRejection,
    PictureWithdrawalEntry,
    PublicPictureEntry,
    PublicPictureList,
    PublicPictureView,
    WaitingPicture,
)

router = service_router("/api/v1/supervision", tag="pictures")

_PICTURE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/jpeg": {"schema": {"type": "string", "format": "binary"}}}, "description": "The picture"},
    304: {"description": "Same"},
}
_REVIEW = (NotFound, RefusedByPolicy, DeductionStateForbids, errors.PictureReviewed)


@router.post(
    "/evidence/{evidence_id}/public-pictures",
    operation_id="prepare_public_picture",
    summary="Hand in a photo of the record with faces, plates and names covered, for somebody else to review",
    status_code=201,
    responses=problems(
        NotFound,
        RefusedByPolicy,
        DeductionStateForbids,
        NamesSomebody,
        PictureUnreadable,
        FileMissing,
        FileChanged,
        StoreNotConfigured,
        StoreUnavailable,
        errors.NotAPhotoOfTheRecord,
        errors.TooManyPictures,
        errors.PictureIdTaken,
        errors.HidingNotSettled,
        errors.HidingContradicted,
        errors.PictureTooLargeToPublish,
        errors.AreaOutside,
        errors.AreaNotCovered,
        errors.AnotherPicture,
    ),
)
async def prepare_public_picture(
    session: Writing, request: Request, evidence_id: UUID, entry: PublicPictureEntry, principal: PicturePreparer
) -> PublicPictureView:
    turn = request.app.state.chunks_at_once
    studio = request.app.state.studio
    picture = await service.prepare_picture(
        session, lambda: store_of(request), evidence_id, entry, principal, turn, studio
    )
    return await views.show_again(session, picture, principal)


@router.get(
    "/deductions/{deduction_id}/public-pictures",
    operation_id="list_public_pictures",
    summary="Pictures made ready for the public from the photos of a deduction, and what became of them",
    responses=problems(NotFound),
)
async def list_public_pictures(session: Reading, deduction_id: UUID, principal: DeductionReader) -> PublicPictureList:
    return await views.list_pictures(session, deduction_id, principal)


@router.get(
    "/public-pictures",
    operation_id="list_waiting_pictures",
    summary="Pictures that wait for review, the longest waiting first",
    response_model=Page[WaitingPicture],
)
async def list_waiting_pictures(session: Reading, principal: PictureReviewer) -> Rows[WaitingPicture]:
    return Rows(await views.list_waiting(session, principal), None)


@router.get(
    "/public-pictures/{picture_id}/content",
    operation_id="read_public_picture",
    summary="A redacted picture, for those who see its deduction",
    response_class=Response,
    responses={**_PICTURE, **problems(NotFound, FileMissing, FileChanged, StoreNotConfigured, StoreUnavailable)},
)
async def read_public_picture(
    session: Reading,
    request: Request,
    picture_id: UUID,
    principal: DeductionReader,
    small: Annotated[bool, Query(description="The small one of lists")] = False,
    if_none_match: IfNoneMatch = None,
) -> Response:
    picture, _ = await service.find_picture(session, picture_id, principal)
    return await send_file(
        lambda: service.read_picture(store_of(request), picture.sha256, small=small),
        etag=f'"{picture.sha256}{"-small" if small else ""}"',
        media_type="image/jpeg",
        filename="picture.jpg",
        if_none_match=if_none_match,
    )


@router.post(
    "/public-pictures/{picture_id}:approve",
    operation_id="approve_public_picture",
    summary="Let a redacted picture out; not by the person who prepared it",
    responses=problems(*_REVIEW, NamesSomebody, errors.NotAPhotoOfTheRecord),
)
async def approve_public_picture(
    session: Writing, picture_id: UUID, principal: PictureReviewer, version: IfMatchGiven
) -> PublicPictureView:
    picture = await service.approve_picture(session, picture_id, principal, version)
    return await views.show_again(session, picture, principal)


@router.post(
    "/public-pictures/{picture_id}:reject",
    operation_id="reject_public_picture",
    summary="Keep a redacted picture from the public, with the reason",
    responses=problems(*_REVIEW),
)
async def reject_public_picture(
    session: Writing, picture_id: UUID, rejection: PictureRejection, principal: PictureReviewer, version: IfMatchGiven
) -> PublicPictureView:
    picture = await service.reject_picture(session, picture_id, rejection, principal, version)
    return await views.show_again(session, picture, principal)


@router.post(
    "/public-pictures/{picture_id}:withdraw",
    operation_id="withdraw_public_picture",
    summary="Show an approved picture no longer; the reason stays listed in the bulletin",
    responses=problems(RefusedByPolicy, NotFound, NamesSomebody, errors.PictureNotShown),
)
async def withdraw_public_picture(
    session: Writing, picture_id: UUID, entry: PictureWithdrawalEntry, principal: PictureReviewer, version: IfMatchGiven
) -> PublicPictureView:
    picture = await service.withdraw_picture(session, picture_id, entry, principal, version)
    return await views.show_again(session, picture, principal)
