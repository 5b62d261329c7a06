"""The scoring engine: a pure function from a document of the scheme language to its result."""

from hengjian.appraisal.engine.digest import digest_of
from hengjian.appraisal.engine.document import read_document, read_leniently
from hengjian.appraisal.engine.evaluation import check_scheme, evaluate, evaluate_text
from hengjian.appraisal.engine.expectations import check_expectation
from hengjian.appraisal.engine.faults import DocumentRefusedError, sentences_of
from hengjian.appraisal.engine.rationals import read_number
from hengjian.appraisal.engine.reducing import item_codes, item_kinds, reduce_scheme

__all__ = [
    "DocumentRefusedError",
    "check_expectation",
    "check_scheme",
    "digest_of",
    "evaluate",
    "evaluate_text",
    "item_codes",
    "item_kinds",
    "read_document",
    "read_leniently",
    "read_number",
    "reduce_scheme",
    "sentences_of",
]
