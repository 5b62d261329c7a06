"""What tells subjects of one name apart: units stand with their class, cadres with their unit."""

from collections.abc import Collection

from hengjian.appraisal.classes import repository as classes
from hengjian.appraisal.models import Scheme
from hengjian.appraisal.records.facts import Records
from hengjian.kit.data.database import AnySession
from hengjian.kit.language import say


async def name_groups(session: AnySession, scheme: Scheme, subjects: Collection[Records]) -> dict[str, str]:
    """By the subjects' codes, in the reader's language."""
    if scheme.subject_kind == "cadre":
        units = await classes.list_unit_names(session)
        return {subject.code: units.get(subject.unit_code, subject.unit_code) for subject in subjects}
    names = await classes.name_classes(session, {subject.class_code for subject in subjects})
    return {s.code: say(names[s.class_code].name, names[s.class_code].name_en) for s in subjects}
