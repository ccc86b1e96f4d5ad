"""Runs with what they found, the themes that readers make of it, what readers decided, and vectors that are kept."""

from parvis.analysis.models.decisions import Decision, MovedText
from parvis.analysis.models.readings import FoundTheme, Placing, Reading, Sample, SampleText
from parvis.analysis.models.runs import Run, Standing
from parvis.analysis.models.vectors import TextVector

__all__ = [
    "Decision",
    "FoundTheme",
    "MovedText",
    "Placing",
    "Reading",
    "Run",
    "Sample",
    "SampleText",
    "Standing",
    "TextVector",
]
