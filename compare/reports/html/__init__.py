"""Comparison -> one HTML file that needs nothing else, and a compact form for notebooks."""

from compare.reports.html.page import render_html, render_notebook

__all__ = ["render_html", "render_notebook"]
