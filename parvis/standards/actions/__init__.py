"""What is done about standards: name a published document as evidence, take that back, and have the evidence packed."""

from parvis.standards.actions.evidence import attest, take_back
from parvis.standards.actions.packs import ask_for_pack, fail_pack, finish_pack

__all__ = ["ask_for_pack", "attest", "fail_pack", "finish_pack", "take_back"]
