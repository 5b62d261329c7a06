from hengjian.personnel.linkage.articles import RULE_OF_KIND, STEP_NAMES, write_articles
from hengjian.personnel.linkage.document import LinkageDocument
from hengjian.personnel.terms import AccountabilityStep, ProposalKind


class TestArticles:
    def test_every_kind_cites_an_article(self) -> None:
        codes = {article.code for article in write_articles(LinkageDocument(), {})}
        assert {RULE_OF_KIND[kind] for kind in ProposalKind} == codes

    def test_numbers_follow_the_document(self) -> None:
        document = LinkageDocument.model_validate({"downward_transfer": {"share": "0.027"}})
        article = next(a for a in write_articles(document, {}) if a.code == "downward_transfer")
        assert "2.7%" in article.zh
        assert "2.7%" in article.en

    def test_classes_are_called_by_their_names(self) -> None:
        shares = [{"class_code": "township-1", "share": "0.18"}, {"class_code": "gone", "share": "0.1"}]
        document = LinkageDocument.model_validate({"excellent_quota": {"class_shares": shares}})
        article = write_articles(document, {"township-1": "一类乡镇"})[0]
        assert "为基数，一类乡镇为 18%，gone为 10%，四舍五入" in article.zh
        assert ", 18% in 一类乡镇, 10% in gone, rounded half up" in article.en

    def test_every_step_has_a_name(self) -> None:
        assert set(STEP_NAMES) == set(AccountabilityStep)
