"""The classes as they are scored today, each evaluated once for all who ask about its revision."""

from typing import Annotated

from fastapi import Depends, Request

from hengjian.appraisal.standings import repository
from hengjian.appraisal.standings.evaluation import EvaluatedClass, evaluate_standing
from hengjian.appraisal.standings.kept import KeptAnswers
from hengjian.appraisal.standings.repository import OwnStanding
from hengjian.kit.data.database import AnySession
from hengjian.kit.language import Language
from hengjian.kit.problems.problems import found

KEPT_CLASSES = 64


class CurrentClasses:
    def __init__(self) -> None:
        self.kept = KeptAnswers[EvaluatedClass](KEPT_CLASSES)

    async def evaluate(self, session: AnySession, own: OwnStanding, language: Language) -> EvaluatedClass:
        """The class of a standing that the reader may see; kept where it says what the revision says.

        Between a fact and the job that counts it, what is evaluated is newer than the revision: it is answered, but
        not kept under it.
        """
        year, class_code = own.row.year, own.row.class_code

        async def make() -> tuple[EvaluatedClass, bool]:
            scheme = found(await repository.scheme_of_class(session, year, class_code))
            evaluated = await evaluate_standing(session, scheme, class_code, language)
            return evaluated, evaluated.digest == own.digest

        return await self.kept.get((year, class_code, own.revision, language), make)


async def _current_classes(request: Request) -> CurrentClasses:
    classes: CurrentClasses = request.app.state.current_classes
    return classes


Current = Annotated[CurrentClasses, Depends(_current_classes)]
"""The process's evaluations of today's classes."""
