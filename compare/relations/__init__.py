"""How two claims relate: similarity, relation, calibrated probabilities, and reasons with their words."""

from compare.relations.judge import RelationJudge, judge_records
from compare.relations.relate import find_conflicts, relate_claims
from compare.relations.statements import Judgement, Mark, Statement, judgement_to_dict

__all__ = [
    "Judgement",
    "Mark",
    "RelationJudge",
    "Statement",
    "find_conflicts",
    "judge_records",
    "judgement_to_dict",
    "relate_claims",
]
