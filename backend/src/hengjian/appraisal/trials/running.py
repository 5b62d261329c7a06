"""From facts on record and a wish to the whole trial. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hengjian.appraisal.classes.names import ClassName
from hengjian.appraisal.cycle_search import cycle_search_off
from hengjian.appraisal.models import Scheme
from hengjian.appraisal.records.fact_parts import shape_of
from hengjian.appraisal.scheme_documents.binding import ORDINARY, read_binding
from hengjian.appraisal.trials.fact_choice import Donor, Wish, arrange, list_items
from hengjian.appraisal.trials.schemas import Trial, TrialOffer, TrialScheme
from hengjian.appraisal.trials.scoring import ScoredClass, score_classes
from hengjian.appraisal.trials.views import tell_class

Subjects = list[dict[str, Any]]


@dataclass(frozen=True)
class OnRecord:
    """A scheme with its subjects and their facts in the year of the trial."""

    scheme: Scheme
    subjects: Subjects

    @property
    def class_codes(self) -> set[str]:
        return {subject["class"] for subject in self.subjects}

    @property
    def donor(self) -> Donor:
        facts = {subject["code"]: subject["facts"] for subject in self.subjects}
        return Donor(list_items(self.scheme.document), facts)

    def covers(self, class_code: str) -> bool:
        return class_code in self.scheme.class_codes or ORDINARY in self.scheme.class_codes


@cycle_search_off()
def run_trial(
    tried: OnRecord,
    rivals: Sequence[OnRecord],
    in_force: Sequence[OnRecord],
    invented: Subjects,
    wish: Wish,
    names: Mapping[str, ClassName],
    year: int,
) -> Trial:
    donors = [record.donor for record in in_force]
    after = _score(tried, [*tried.subjects, *invented], donors, wish, with_effects=True)
    before: dict[str, ScoredClass] = {}
    for rival in rivals:
        own = [subject for subject in rival.subjects if subject["class"] in after]
        shared = [subject for subject in invented if rival.covers(subject["class"])]
        before |= _score(rival, [*own, *shared], donors, _wish_for(rival, tried, wish), with_effects=False)
    made_up = {subject["class"] for subject in invented}
    classes = [
        tell_class(tried.scheme.document, names[code], after[code], before.get(code), wish, is_invented=code in made_up)
        for code in sorted(after)
    ]
    return Trial(
        scheme=_tell_scheme(tried.scheme),
        facts_year=year,
        seed=wish.seed,
        has_invented=any({"typed", "drawn"} & {*item.origins} for c in classes for item in c.items),
        against=[_tell_scheme(rival.scheme) for rival in rivals],
        offers=list(_list_offers(in_force)),
        classes=classes,
    )


def _score(
    record: OnRecord, subjects: Subjects, donors: Sequence[Donor], wish: Wish, *, with_effects: bool
) -> dict[str, ScoredClass]:
    document = record.scheme.document
    sources = {code: source.source for code, source in read_binding(record.scheme.binding).items()}
    return score_classes(document, arrange(document, sources, subjects, donors, wish), with_effects=with_effects)


def _wish_for(rival: OnRecord, tried: OnRecord, wish: Wish) -> Wish:
    """The same facts, as far as the other scheme can read them; what is taken from other items is the draft's
    matter."""
    mine, theirs = list_items(tried.scheme.document), list_items(rival.scheme.document)
    typed = {
        (code, subject): fact
        for (code, subject), fact in wish.typed.items()
        if code in theirs and shape_of(theirs[code]) == shape_of(mine[code])
    }
    return Wish(wish.left_out, {}, wish.drawn, wish.seed, typed)


def _tell_scheme(scheme: Scheme) -> TrialScheme:
    return TrialScheme.model_validate({name: getattr(scheme, name) for name in TrialScheme.model_fields})


def _list_offers(in_force: Sequence[OnRecord]) -> Iterator[TrialOffer]:
    """Each item of the year's schemes that has facts, once."""
    seen: set[str] = set()
    for record in in_force:
        present = {code for subject in record.subjects for code in subject["facts"]}
        for code, item in list_items(record.scheme.document).items():
            if code in present and code not in seen:
                seen.add(code)
                shape = shape_of(item)
                name = item.get("name", code)
                yield TrialOffer.model_validate(
                    {"code": code, "name": name, "scheme_name": record.scheme.name, "shape": shape}
                )
