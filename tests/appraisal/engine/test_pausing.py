"""The search for garbage in cycles is put off while a document is evaluated, and only then."""

import gc

import pytest

from hengjian.appraisal.engine import DocumentRefused, evaluate
from hengjian.appraisal.engine.pausing import no_cycles
from tests.appraisal.engine.drawing import draw_document


def test_it_is_put_off_and_taken_up_again() -> None:
    with no_cycles():
        assert not gc.isenabled()
        with no_cycles():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_a_result_and_after_a_refusal() -> None:
    evaluate(draw_document(1))
    assert gc.isenabled()
    with pytest.raises(DocumentRefused):
        evaluate({})
    assert gc.isenabled()


def test_an_evaluation_leaves_no_cycles_behind() -> None:
    document = draw_document(1)
    evaluate(document)
    gc.collect()
    evaluate(document)
    assert gc.collect() == 0
