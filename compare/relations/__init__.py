"""How two claims relate: similarity, relation, calibrated probabilities, and reasons with their words."""

from compare.relations.judge import RelationJudge
from compare.relations.relate import find_conflicts, relate_claims
from compare.relations.statements import Judgement, Mark, Statement, judgement_to_dict

__all__ = [
    "Judgement",
    "Mark",
    "RelationJudge",
    "Statement",
    "find_conflicts",
    "judgement_to_dict",
    "relate_claims",
]
