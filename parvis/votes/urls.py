"""Where votes are."""

from django.urls import path

from parvis.votes.views import desk, keeping, reading, telling, voting

urlpatterns = [
    path("consultations/<slug:slug>/vote/", voting.vote, name="vote"),
    path("consultations/<slug:slug>/vote/mine/", voting.own, name="own_votes"),
    path("consultations/<slug:slug>/vote/mine/keep/", keeping.keep, name="keep_votes"),
    path("consultations/<slug:slug>/vote/mine/receipt.json", voting.receipt, name="vote_receipt"),
    path("consultations/<slug:slug>/vote/propose/", reading.propose, name="propose_statement"),
    path("consultations/<slug:slug>/vote/results/", reading.results, name="vote_results"),
    path("consultations/<slug:slug>/vote/seal.txt", reading.seal, name="vote_seal"),
    path("consultations/<slug:slug>/vote/<slug:name>.csv", reading.file, name="vote_file"),
    path("letters/proposed/<str:token>/", telling.confirm_proposer, name="confirm_proposer"),
    path("letters/proposed-leave/<str:token>/", telling.leave_proposer, name="leave_proposer"),
    path("desk/votes/", desk.votings, name="desk_votings"),
    path("desk/votes/<slug:slug>/", desk.voting, name="desk_voting"),
    path("desk/votes/<slug:slug>/translate/", desk.translate, name="translate_statements"),
    path("desk/votes/<slug:slug>/<int:number>/", desk.statement, name="desk_statement"),
]
