"""What a worker does with a run."""

from parvis.analysis.computing.jobs import compute

__all__ = ["compute"]
