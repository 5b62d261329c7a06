"""Before the results of a year are computed: which classes they would be of, and what is missing first."""

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from hengjian.appraisal.classes.names import ClassName
from hengjian.appraisal.classes.repository import name_classes
from hengjian.appraisal.models import ResultSet, Scheme
from hengjian.appraisal.records.copies.repository import find_standing
from hengjian.appraisal.records.facts import prepare
from hengjian.appraisal.records.repository import gather
from hengjian.appraisal.results import policy, repository
from hengjian.appraisal.results.errors import CannotBeScored
from hengjian.appraisal.results.gaps import Gap, find_open_rounds, find_untimely, list_schemes, try_scoring
from hengjian.appraisal.results.schemas import ClassReadiness, GapView, Readiness, SchemeReadiness
from hengjian.appraisal.scheme_documents.binding import read_binding
from hengjian.appraisal.scheme_documents.tree import walk_tree
from hengjian.appraisal.workflows.results import ResultVerb
from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession
from hengjian.kit.language import say
from hengjian.kit.policy.actions import weigh
from hengjian.kit.policy.refusals import Obstacle
from hengjian.kit.time.clock import office_now

_NAMED = 5


async def look_ahead(session: AnySession, principal: Principal, year: int, subject_kind: str) -> Readiness:
    """Scheme by scheme, by the same rules as the computing itself; nothing is stored."""
    untimely = await find_untimely(session, year, subject_kind)
    standing = await find_standing(session, principal)
    looked = [
        await _look_at(session, scheme, principal, standing, untimely)
        for scheme in await list_schemes(session, year, subject_kind)
    ]
    return Readiness(year=year, subject_kind=subject_kind, schemes=looked)


async def _look_at(
    session: AnySession, scheme: Scheme, principal: Principal, standing: Standing, untimely: Obstacle | None
) -> SchemeReadiness:
    everybody = await gather(session, scheme)
    sizes = Counter(records.class_code for records in everybody)
    binding = read_binding(scheme.binding)
    gaps = await find_open_rounds(session, scheme, sizes)
    if not gaps:
        prepared = prepare(binding, everybody)
        _, gaps = await asyncio.to_thread(try_scoring, scheme.document, prepared, explained=False)
    existing = await repository.list_results_of_scheme(session, principal, scheme.year, scheme.code)
    names = await name_classes(session, sizes)
    settled = [
        policy.find_obstacle(row, principal, standing, ResultVerb.COMPUTE, office_now()) for row in existing.values()
    ]
    lacking = CannotBeScored() if gaps else None
    obstacle: Obstacle | None = next((one for one in (*settled, untimely, lacking) if one is not None), None)
    return SchemeReadiness(
        scheme_id=scheme.id,
        scheme_code=scheme.code,
        scheme_name=scheme.name,
        edition=scheme.edition,
        classes=[_view_class(names[code], size, existing.get(code)) for code, size in sorted(sizes.items())],
        gaps=list(_view_gaps(scheme, gaps, names)),
        action=weigh(ResultVerb.COMPUTE, obstacle),
    )


def _view_class(name: ClassName, size: int, row: ResultSet | None) -> ClassReadiness:
    return ClassReadiness(
        class_code=name.code,
        class_name=name.name,
        class_name_en=name.name_en,
        subjects=size,
        result_id=row.id if row else None,
        state=row.state if row else None,
    )


def _view_gaps(scheme: Scheme, gaps: Sequence[Gap], names: Mapping[str, ClassName]) -> Iterator[GapView]:
    """One line for all whom the same thing is missing of in a class."""
    together: dict[tuple[str | None, str | None, str], list[Gap]] = {}
    for gap in gaps:
        together.setdefault((gap.class_code, gap.item_code, gap.code), []).append(gap)
    places, binding = walk_tree(scheme.document), read_binding(scheme.binding)
    for (class_code, item_code, code), alike in together.items():
        place, source = places.get(item_code or ""), binding.get(item_code or "")
        named = names.get(class_code or "")
        subjects = [gap.subject_name for gap in alike if gap.subject_name is not None]
        yield GapView(
            code=code,
            message=say(*alike[0].sentences),
            item_code=item_code,
            item_name=place.name if place else None,
            source=source.source if source else None,
            class_code=class_code,
            class_name=named.name if named else None,
            class_name_en=named.name_en if named else None,
            count=len(subjects),
            subjects=subjects[:_NAMED],
        )
