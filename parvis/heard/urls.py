"""Where reports are."""

from django.urls import path

from parvis.heard.views import choosing, desk, discussing, reading

_DESK = "desk/heard/<slug:slug>/"
_STATEMENT = f"{_DESK}<slug:code>/<int:number>/"

urlpatterns = [
    path("what-we-heard/<slug:slug>/", reading.heard, name="heard"),
    path("what-we-heard/<slug:slug>/report.json", reading.heard_json, name="heard_json"),
    path("what-we-heard/<slug:slug>/bundle.zip", reading.heard_bundle, name="heard_bundle"),
    path("what-we-heard/<slug:slug>/report.pdf", reading.heard_pdf, name="heard_pdf"),
    path("what-we-heard/<slug:slug>/report.docx", reading.heard_docx, name="heard_docx"),
    path("what-we-heard/<slug:slug>/comment/", discussing.comment_heard, name="comment_heard"),
    path("what-we-heard/<slug:slug>/sign/", discussing.sign_heard, name="sign_heard"),
    path("what-we-heard/<slug:slug>/correct/", discussing.correct_heard, name="correct_heard"),
    path(_DESK, desk.desk_heard, name="desk_heard"),
    path(f"{_DESK}texts/", desk.desk_heard_texts, name="desk_heard_texts"),
    path(f"{_DESK}comments/", discussing.heard_comments, name="heard_comments"),
    path(f"{_DESK}comments/<int:number>/", discussing.reply_heard, name="reply_heard"),
    path(f"{_DESK}<slug:code>/", desk.heard_section, name="heard_section"),
    path(_STATEMENT, desk.heard_statement, name="heard_statement"),
    path(f"{_STATEMENT}sources/", choosing.heard_sources, name="heard_sources"),
    path(f"{_STATEMENT}quotes/", choosing.heard_quotes, name="heard_quotes"),
    path(f"{_STATEMENT}quotes/<int:quote>/drop/", desk.drop_quote, name="drop_heard_quote"),
]
