from datetime import datetime

from hengjian.kit.policy.actions import Action
from hengjian.personnel.linkage.document import LinkageDocument
from hengjian.personnel.schemas import Bilingual, DecisionNumber, Input, Output
from hengjian.personnel.terms import RulesState


class LinkageIssue(Input):
    decision_number: DecisionNumber


class ArticleView(Output):
    """One article as it is cited in proposals."""

    code: str
    number: int
    zh: str
    en: str


class LinkageRulesView(Output):
    year: int
    state: RulesState
    title: Bilingual
    document: LinkageDocument
    articles: list[ArticleView]
    decision_number: str | None
    issued_by_name: str | None
    issued_at: datetime | None
    actions: list[Action]
    version: int
    updated_at: datetime
