"""Rashomon's engine: readouts in, one comparison out. No web, no database, no network.

from compare import Readout, compare_readouts
from corpora import load_resources

comparison = compare_readouts([Readout(source="A", text=...), Readout(source="B", text=...)],
                              resources=load_resources())
"""

from compare.errors import RashomonError
from compare.options import CompareOptions
from compare.pipeline import compare_readouts
from compare.records import Comparison, Readout
from compare.resources import Resources

__all__ = ["CompareOptions", "Comparison", "RashomonError", "Readout", "Resources", "compare_readouts"]
