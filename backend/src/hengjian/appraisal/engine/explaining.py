"""Why a node has its score: the rule with its numbers, in a sentence, made when somebody asks."""

from collections.abc import Iterator

from hengjian.appraisal.engine.exact import Exact, add_up
from hengjian.appraisal.engine.rationals import print_short
from hengjian.appraisal.engine.scheme import Group, Item, Node, Scheme
from hengjian.appraisal.engine.scoring import Scores, Surveys, combine
from hengjian.appraisal.engine.subjects import Subject

MAX_TERMS = 30


class Explainer:
    """Sentences in one language for the subjects of one document."""

    def __init__(self, scheme: Scheme, surveys: Surveys, language: str) -> None:
        self._scheme = scheme
        self._surveys = surveys
        self._language = language

    def explain(self, subject: Subject, scores: Scores) -> Iterator[str]:
        """A sentence for every node, in document order, with its numbers printed to six places at most."""
        for node in self._scheme.nodes:
            yield (
                self._explain_item(node, subject, scores)
                if isinstance(node, Item)
                else self._explain_group(node, scores)
            )

    def _say(self, zh: str, en: str) -> str:
        return en if self._language == "en" else zh

    def _explain_item(self, item: Item, subject: Subject, scores: Scores) -> str:
        value, fact = scores.values[item.place], subject.facts.get(item.code)
        if value is None:
            return self._say("缺项，按规定不计", "no fact: left out by rule")
        if fact is None:
            worth = print_short(value)
            if item.missing == "full":
                return self._say(f"缺项，按规定得满分 {worth}", f"no fact: all {worth} points by rule")
            return self._say("缺项，按规定记 0 分", "no fact: no points by rule")
        survey = self._surveys[subject.class_code][item.code]
        held = item.rule.score(fact, survey)
        sentence = item.rule.explain(fact, survey, held).say(self._language)
        if item.times_coefficient and subject.coefficient != 1:
            held *= subject.coefficient
            factor, product = print_short(subject.coefficient), print_short(held)
            sentence += self._say(f"，乘难度系数 {factor} 得 {product}", f", times the coefficient {factor}: {product}")
        return sentence + self._explain_hold(held, item)

    def _explain_hold(self, value: Exact, node: Node) -> str:
        sentence = ""
        if node.floor is not None and value < node.floor:
            value, floor = node.floor, print_short(node.floor)
            sentence += self._say(f"，低于下限，按 {floor} 计", f", held at the floor of {floor}")
        if node.cap is not None and value > node.cap:
            cap = print_short(node.cap)
            sentence += self._say(f"，超过上限，按 {cap} 计", f", held at the cap of {cap}")
        return sentence

    def _explain_group(self, group: Group, scores: Scores) -> str:
        if scores.values[group.place] is None:
            return self._say("各部分均缺项，按规定不计", "no part applies: left out by rule")
        values = ((part, scores.values[part.place]) for part in group.parts)
        applied = [(part, value) for part, value in values if value is not None]
        _, total = combine(group, applied)
        sentence = self._explain_combination(group, applied, print_short(total))
        if left_out := len(group.parts) - len(applied):
            sentence += self._say(f"（{left_out} 部分缺项不计）", f" ({left_out} left out)")
        return sentence + self._explain_hold(total, group)

    def _explain_combination(self, group: Group, applied: list[tuple[Node, Exact]], total: str) -> str:
        terms = [_in_brackets(value) for _, value in applied]
        if group.combine == "weighted":
            weights = [part.weight for part, _ in applied]
            terms = [f"{print_short(w)}×{term}" for w, term in zip(weights, terms, strict=True)]
            shown = f"({_join(terms)})÷{print_short(add_up(weights))}"
            return self._say(f"各部分加权平均：{shown}＝{total}", f"weighted mean of the parts: {shown} = {total}")
        if group.combine == "mean":
            shown = f"({_join(terms)})÷{len(applied)}"
            return self._say(f"各部分平均：{shown}＝{total}", f"mean of the parts: {shown} = {total}")
        if len(applied) == len(group.parts):
            shown = _join(terms)
            return self._say(f"各部分相加：{shown}＝{total}", f"sum of the parts: {shown} = {total}")
        worth = add_up([part.worth for part, _ in applied])
        shown = f"({_join(terms)})×{print_short(group.worth)}÷{print_short(worth)}"
        return self._say(f"各部分相加，按分值折算：{shown}＝{total}", f"sum of the parts, scaled up: {shown} = {total}")


def _in_brackets(value: Exact) -> str:
    text = print_short(value)
    return f"({text})" if text.startswith("-") else text


def _join(terms: list[str]) -> str:
    if len(terms) > MAX_TERMS:
        return "+".join([*terms[:MAX_TERMS], "…"])
    return "+".join(terms)
