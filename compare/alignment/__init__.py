"""N-way alignment of claims: proposals, groups, and what has no counterpart."""

from compare.alignment.groups import group_matches
from compare.alignment.omissions import find_omissions
from compare.alignment.proposals import Candidate, propose_pairs

__all__ = ["Candidate", "find_omissions", "group_matches", "propose_pairs"]
