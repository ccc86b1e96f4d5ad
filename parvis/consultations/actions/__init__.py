"""What one can do in a consultation: one function a verb."""

from parvis.consultations.actions.answers import mark_answered
from parvis.consultations.actions.appeals import appeal, grant_appeal, refuse_appeal
from parvis.consultations.actions.audiences import drop_audience, expect_audience
from parvis.consultations.actions.claims import ask_to_claim, claim
from parvis.consultations.actions.clarifications import ask_author, reply_to_moderator
from parvis.consultations.actions.consultations import (
    change_consultation,
    close_consultation,
    conclude_consultation,
    create_consultation,
    open_consultation,
    reopen_consultation,
)
from parvis.consultations.actions.contributions import contribute, erase_contribution, prepare
from parvis.consultations.actions.embedding import allow_embedding, stop_embedding
from parvis.consultations.actions.groups import (
    MOST_GROUPED,
    NOTHING_TO_GROUP,
    group,
    keep_apart,
    publish_into,
    take_out,
    ungroup,
)
from parvis.consultations.actions.mails import confirm_mail, decline_mail, receive_mail
from parvis.consultations.actions.mappings import forget_mapping, save_mapping
from parvis.consultations.actions.moderation import (
    change_language,
    change_themes,
    hide,
    publish,
    restore,
    take_back,
)
from parvis.consultations.actions.notes import correct_note, take_back_note, take_note
from parvis.consultations.actions.subscriptions import (
    ask_to_support,
    confirm_subscription,
    leave_subscription,
    subscribe,
)
from parvis.consultations.actions.support import support, withdraw_support
from parvis.consultations.actions.sweeps import hide_many, publish_many, undo_sweep
from parvis.consultations.actions.translations import change_glossary, translate, withdraw_translation
from parvis.consultations.actions.workshops import (
    change_workshop,
    close_workshop,
    hand_out_slips,
    name_scribe,
    open_workshop,
    withdraw_scribe,
)

__all__ = [
    "MOST_GROUPED",
    "NOTHING_TO_GROUP",
    "allow_embedding",
    "appeal",
    "ask_author",
    "ask_to_claim",
    "ask_to_support",
    "change_consultation",
    "change_glossary",
    "change_language",
    "change_themes",
    "change_workshop",
    "claim",
    "close_consultation",
    "close_workshop",
    "conclude_consultation",
    "confirm_mail",
    "confirm_subscription",
    "contribute",
    "correct_note",
    "create_consultation",
    "decline_mail",
    "drop_audience",
    "erase_contribution",
    "expect_audience",
    "forget_mapping",
    "grant_appeal",
    "group",
    "hand_out_slips",
    "hide",
    "hide_many",
    "keep_apart",
    "leave_subscription",
    "mark_answered",
    "name_scribe",
    "open_consultation",
    "open_workshop",
    "prepare",
    "publish",
    "publish_into",
    "publish_many",
    "receive_mail",
    "refuse_appeal",
    "reopen_consultation",
    "reply_to_moderator",
    "restore",
    "save_mapping",
    "stop_embedding",
    "subscribe",
    "support",
    "take_back",
    "take_back_note",
    "take_note",
    "take_out",
    "translate",
    "undo_sweep",
    "ungroup",
    "withdraw_scribe",
    "withdraw_support",
    "withdraw_translation",
]
