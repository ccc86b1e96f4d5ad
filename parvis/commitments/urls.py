"""Where answers, commitments and plans are."""

from django.urls import path

from parvis.commitments.views import answering, answers, commitments, drafting, planning, responding

urlpatterns = [
    path("answers/", answers.answers, name="answers"),
    path("answers/<slug:cycle>/<int:number>/", answers.answer, name="answer"),
    path("commitments/", commitments.commitments, name="commitments"),
    path("commitments/<slug:slug>/", commitments.commitment, name="commitment"),
    path("plans/", commitments.plans, name="plans"),
    path("plans/<slug:slug>/", commitments.plan, name="plan"),
    path("desk/answers/<slug:cycle>/", answering.waiting, name="desk_answers"),
    path("desk/answers/<slug:cycle>/take/", answering.take, name="desk_take"),
    path("desk/answers/<slug:cycle>/<int:number>/", responding.response, name="desk_answer"),
    path("desk/answers/<slug:cycle>/<int:number>/preview/", responding.preview, name="desk_answer_preview"),
    path("desk/answers/<slug:cycle>/<int:number>/leave/", responding.leave, name="desk_answer_leave"),
    path("desk/answers/<slug:cycle>/<int:number>/submit/", responding.submit, name="desk_answer_submit"),
    path("desk/answers/<slug:cycle>/<int:number>/send-back/", responding.send_back, name="desk_answer_send_back"),
    path("desk/answers/<slug:cycle>/<int:number>/publish/", responding.publish, name="desk_answer_publish"),
    path("desk/answers/<slug:cycle>/<int:number>/withdraw/", responding.withdraw, name="desk_answer_withdraw"),
    path("desk/answers/<slug:cycle>/<int:number>/correct/", responding.correct, name="desk_answer_correct"),
    path("desk/answers/<slug:cycle>/<int:number>/headings/", responding.headings, name="desk_answer_headings"),
    path("desk/answers/<slug:cycle>/<int:number>/commitments/", responding.link, name="desk_answer_link"),
    path("desk/answers/<slug:cycle>/<int:number>/notes/<str:receipt>/", responding.note, name="desk_answer_note"),
    path("desk/commitments/<slug:cycle>/", drafting.commitments, name="desk_commitments"),
    path("desk/commitments/<slug:cycle>/new/", drafting.new, name="new_commitment"),
    path("desk/commitments/<slug:cycle>/<int:number>/", drafting.commitment, name="desk_commitment"),
    path("desk/commitments/<slug:cycle>/<int:number>/sources/", drafting.sources, name="desk_sources"),
    path("desk/commitments/<slug:cycle>/<int:number>/adopt/", drafting.adopt, name="adopt_commitment"),
    path("desk/commitments/<slug:cycle>/<int:number>/withdraw/", drafting.withdraw, name="withdraw_commitment"),
    path("desk/commitments/<slug:cycle>/<int:number>/progress/", drafting.progress, name="report_progress"),
    path("desk/plans/<slug:cycle>/", planning.plan, name="desk_plan"),
    path("desk/plans/<slug:cycle>/line/", planning.line, name="desk_plan_line"),
    path("desk/plans/<slug:cycle>/publish/", planning.publish, name="publish_plan"),
]
