"""Who says what: source, cue and content of every reported statement, and one readout a side."""

from compare.attribution.derive import derived_attributions
from compare.attribution.dictionary import split_to_dict
from compare.attribution.find import find_attributions
from compare.attribution.split import SplitArticle, split_article

__all__ = ["SplitArticle", "derived_attributions", "find_attributions", "split_article", "split_to_dict"]
