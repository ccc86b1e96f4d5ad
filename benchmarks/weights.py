"""."""


def measure(report, settings):
    """Measure."""
