import asyncio
from collections.abc import Mapping

from hengjian.appraisal.engine import reduce_scheme
from hengjian.appraisal.engine.outlook import look_ahead
from hengjian.appraisal.models import ResultRow, ResultSet, Scheme, Standing
from hengjian.appraisal.standings.computing import evaluate_standing
from hengjian.appraisal.why.schemas import OutlookView
from hengjian.appraisal.why.telling import tell_nothing, tell_outlook
from hengjian.kit.data.database import AnySession
from hengjian.kit.edge.problems import found


async def foresee_today(session: AnySession, scheme: Scheme, row: Standing, names: Mapping[str, str]) -> OutlookView:
    """Of a unit, under the reduced scheme of today, which has no tiers."""
    result, prepared, incomplete, standing = await evaluate_standing(session, scheme, row.class_code, "zh")
    reduced = reduce_scheme(scheme.document, standing)
    if result is None or reduced is None or row.subject_code in incomplete:
        return tell_nothing(row.subject_code, row.name, row.flags)
    complete = [
        {**subject, "facts": {code: fact for code, fact in subject["facts"].items() if code in standing}}
        for subject in prepared.subjects
        if subject["code"] not in incomplete
    ]
    outlook = await asyncio.to_thread(look_ahead, {"scheme": reduced, "subjects": complete}, row.subject_code)
    return tell_outlook(found(outlook), reduced, row.name, names)


async def foresee_result(scheme: Scheme, row: ResultSet, line: ResultRow, names: Mapping[str, str]) -> OutlookView:
    """Of a subject as its result was computed."""
    document = {"scheme": scheme.document, "subjects": row.subjects}
    outlook = await asyncio.to_thread(look_ahead, document, line.subject_code)
    return tell_outlook(found(outlook), scheme.document, line.name, names)
