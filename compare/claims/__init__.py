"""Readout to claims: sentences, then clauses, with exact code-point offsets."""

from compare.claims.clauses import split_clauses
from compare.claims.extraction import extract_claims
from compare.claims.sentences import split_sentences

__all__ = ["extract_claims", "split_clauses", "split_sentences"]
