"""What one can do with documents: one function a verb."""

from parvis.documents.actions.documents import (
    begin_document,
    change_document,
    publish_document,
    withdraw_document,
)
from parvis.documents.actions.files import confirm_translation, give_file

__all__ = [
    "begin_document",
    "change_document",
    "confirm_translation",
    "give_file",
    "publish_document",
    "withdraw_document",
]
