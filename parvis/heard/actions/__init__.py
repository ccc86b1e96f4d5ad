"""What is done with reports: writing, quoting, commenting, signing, putting right."""

from parvis.heard.actions.comments import comment_report, reply_to_comment
from parvis.heard.actions.publication import discuss_report, publish_erratum, sign_report, take_back_report
from parvis.heard.actions.reports import add_section, begin_report, change_report, change_section, drop_section
from parvis.heard.actions.statements import (
    add_statement,
    change_statement,
    cite,
    drop_statement,
    quote,
    unquote,
)

__all__ = [
    "add_section",
    "add_statement",
    "begin_report",
    "change_report",
    "change_section",
    "change_statement",
    "cite",
    "comment_report",
    "discuss_report",
    "drop_section",
    "drop_statement",
    "publish_erratum",
    "quote",
    "reply_to_comment",
    "sign_report",
    "take_back_report",
    "unquote",
]
