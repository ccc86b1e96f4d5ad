"""The registry of consultations: what each institution plans to ask, asks, and reports, wherever it is held."""
