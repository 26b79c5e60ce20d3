"""Framing: which words an account chose, and which the others chose instead."""

from __future__ import annotations

from compare.framing.differences import find_framing
from compare.framing.flags import Flag, TextFlags, flag_text, flag_texts, flags_to_dict

__all__ = ["Flag", "TextFlags", "find_framing", "flag_text", "flag_texts", "flags_to_dict"]
