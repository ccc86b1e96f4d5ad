"""Where consultations are."""

from django.urls import path

from parvis.consultations.views import (
    appeals,
    convening,
    grouping,
    mails,
    moderation,
    moderation_log,
    reading,
    reading_desk,
    speaking,
    support,
    sweeps,
    telling,
)

urlpatterns = [
    path("consultations/", reading.consultations, name="consultations"),
    path("consultations/<slug:slug>/", reading.consultation, name="consultation"),
    path("consultations/<slug:slug>/speak/", speaking.contribute, name="contribute"),
    path("consultations/<slug:slug>/similar/", reading.similar, name="similar"),
    path("consultations/<slug:slug>/alike/<str:receipt>/", reading.alike, name="alike"),
    path("receipts/<str:receipt>/support/", support.support, name="support"),
    path("receipts/<str:receipt>/tell-me/", telling.tell_me, name="tell_me"),
    path("receipts/<str:receipt>/appeal/", appeals.appeal, name="appeal"),
    path("moderation/", moderation_log.log, name="moderation_log"),
    path("letters/appeal/<str:token>/", appeals.appeal_by_letter, name="appeal_by_letter"),
    path("letters/support/<str:token>/", support.confirm_support, name="confirm_support"),
    path("letters/tell-me/<str:token>/", telling.confirm_subscription, name="confirm_subscription"),
    path("letters/mail/<str:token>/", mails.confirm_mail, name="confirm_mail"),
    path("letters/leave/<str:token>/", telling.leave_subscription, name="leave_subscription"),
    path("desk/reading/", reading_desk.read, name="reading_desk"),
    path("desk/moderation/", moderation.queue, name="moderation"),
    path("desk/moderation/together/", sweeps.sweep, name="sweep"),
    path("desk/moderation/together/<int:number>/", sweeps.done, name="sweep_done"),
    path("desk/moderation/together/<int:number>/undo/", sweeps.undo, name="undo_sweep"),
    path("desk/moderation/<str:receipt>/", moderation.contribution, name="moderate"),
    path("desk/alike/", grouping.proposals, name="desk_alike"),
    path("desk/alike/<str:receipt>/", grouping.proposal, name="desk_alike_one"),
    path("desk/consultations/", convening.consultations, name="desk_consultations"),
    path("desk/consultations/new/<slug:cycle>/", convening.new, name="new_consultation"),
    path("desk/consultations/<slug:slug>/", convening.change, name="change_consultation"),
    path("desk/consultations/<slug:slug>/<str:move>/", convening.move, name="move_consultation"),
]
