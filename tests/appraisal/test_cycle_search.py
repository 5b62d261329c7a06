"""The search for garbage in cycles is put off where documents are evaluated for somebody, and only then."""

import gc

import pytest

from hengjian.appraisal.cycle_search import cycle_search_off
from hengjian.appraisal.engine import DocumentRefusedError, evaluate
from hengjian.appraisal.schemes.service import evaluate_document
from tests.appraisal.engine.drawing import draw_document


def test_it_is_put_off_and_taken_up_again() -> None:
    with cycle_search_off():
        assert not gc.isenabled()
        with cycle_search_off():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_a_result_and_after_a_refusal() -> None:
    evaluate_document(
        b'{"scheme": {"root": {"code": "a", "points": "1", "rule": {"type": "given"}}}, "subjects": []}', "zh"
    )
    assert gc.isenabled()
    with pytest.raises(DocumentRefusedError):
        evaluate_document(b"{}", "zh")
    assert gc.isenabled()


def test_an_evaluation_leaves_no_cycles_behind() -> None:
    document = draw_document(1)
    evaluate(document)
    gc.collect()
    evaluate(document)
    assert gc.collect() == 0
