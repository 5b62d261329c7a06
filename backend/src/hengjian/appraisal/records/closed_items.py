"""Which items stand for which classes because the round that feeds them is closed."""

from hengjian.appraisal.models import Scheme
from hengjian.appraisal.records import repository
from hengjian.appraisal.scheme_documents.binding import IndicatorSource, PlanCompletionSource, read_binding
from hengjian.kit.data.database import AnySession


async def closed_by_class(session: AnySession, scheme: Scheme) -> dict[str, set[str]]:
    """Class code to the items whose rounds are closed for it."""
    found: dict[str, set[str]] = {}
    for class_code, item_code in await repository.list_closed_items(session, scheme.year, scheme.code):
        found.setdefault(class_code, set()).add(item_code)
    measured: dict[tuple[str, str], set[str]] = {}
    for code, source in read_binding(scheme.binding).items():
        if isinstance(source, IndicatorSource):
            measured.setdefault((source.indicator_code, source.value_name), set()).add(code)
        if isinstance(source, IndicatorSource | PlanCompletionSource):
            measured.setdefault(("*", source.value_name), set()).add(code)
    for class_code, indicator_code, value_name in await repository.list_closed_values(session, scheme.year):
        found.setdefault(class_code, set()).update(measured.get((indicator_code, value_name), ()))
    return found
