"""What a trial of all the county's cadres costs beside one bare evaluation of the same facts, in processor seconds."""

import gc
import time
from collections.abc import Callable
from random import Random
from statistics import median
from typing import Any

from bench.measuring import Line
from hengjian.appraisal.classes.names import ClassName
from hengjian.appraisal.cycle_search import cycle_search_off
from hengjian.appraisal.engine import evaluate
from hengjian.appraisal.models import Scheme
from hengjian.appraisal.trials.fact_choice import Wish
from hengjian.appraisal.trials.running import OnRecord, run_trial
from hengjian.kit.data.ids import new_id
from hengjian.simulation.schemes.cadres import BALLOT, BALLOT_OPTIONS, OWN_PART, leading_scheme

CADRES, CLASSES, ROUNDS = 1944, 110, 7


def _draw_subjects() -> list[dict[str, Any]]:
    random = Random(2026)
    return [
        {
            "code": f"C{number:04}",
            "class": f"class-{number % CLASSES:03}",
            "name": f"C{number:04}",
            "facts": {
                "unit": {"actual": f"{random.randrange(7000, 10000) / 100:.2f}", "target": "100"},
                OWN_PART: {"score": f"{random.randrange(130, 200) / 10:.1f}"},
                BALLOT: {"votes": {option: random.randrange(1, 20) for option in BALLOT_OPTIONS}},
            },
        }
        for number in range(CADRES)
    ]


def _on_record(edition: int, subjects: list[dict[str, Any]]) -> OnRecord:
    """The leading cadres' scheme, over all the classes."""
    codes = sorted({subject["class"] for subject in subjects})
    entry = leading_scheme("chief", "township", [])
    scheme = Scheme(**{**entry, "class_codes": codes}, id=new_id(), edition=edition, state="draft", coefficients={})
    return OnRecord(scheme, subjects)


def _median_seconds(*works: Callable[[], object]) -> list[float]:
    spent: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, seconds in zip(works, spent, strict=True):
            gc.collect()
            begun = time.process_time()
            with cycle_search_off():
                work()
            seconds.append(time.process_time() - begun)
    return [median(seconds) for seconds in spent]


def measure_trial() -> list[Line]:
    subjects = _draw_subjects()
    tried, rival = _on_record(2, subjects), _on_record(1, subjects)
    names = {code: ClassName(code=code, name=code, name_en=code) for code in tried.class_codes}
    document = {"scheme": tried.scheme.document, "subjects": subjects}
    whole, bare = _median_seconds(
        lambda: run_trial(tried, [rival], [rival], [], Wish(), names, 2026),
        lambda: evaluate(document, explained=False),
    )
    name = f"try a scheme on {CADRES} cadres beside another / evaluate them once"
    return [Line(name, round(whole, 2), round(bare, 2), round(bare / whole, 3), "seconds", "under 1")]


if __name__ == "__main__":
    for line in measure_trial():
        print(f"{line.name:60} {line.value:9} {line.floor or '':9} {line.ratio or '':7} {line.unit} {line.aim}")
