"""Say in another language what somebody said, and keep the words that translations keep to."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from parvis.consultations import actions
from parvis.consultations.forms.translating import GlossaryForm, TranslationForm
from parvis.consultations.glossaries import terms_in
from parvis.consultations.models import Contribution, Translation
from parvis.consultations.rules import may_convene, may_translate, may_withdraw_translation
from parvis.consultations.translators import ask_machine, is_there
from parvis.consultations.views.asking import contribution_of, visible_consultation
from parvis.core.dates import language_words
from parvis.core.editing import filled
from parvis.core.receipts import format_code
from parvis.core.rules import Refused


@never_cache
def translate(request: HttpRequest, receipt: str) -> HttpResponse:
    """Translate a contribution into a language, correct its translation, or take that away."""
    contribution = contribution_of(receipt)
    languages = [code for code in contribution.consultation.place.writing_languages if code != contribution.language]
    chosen = request.GET.get("to") or get_language() or ""
    language = chosen if chosen in languages else languages[0]
    standing = Translation.objects.of(contribution).filter(language=language).first()
    may_translate(request.user, contribution).admit()
    step = request.POST.get("step", "") if request.method == "POST" else ""
    form = TranslationForm(
        contribution, language, standing.words if standing else "", request.POST if step == "keep" else None
    )
    if step and _did(request, contribution, language, step, form):
        return redirect(contribution)
    glossary = contribution.consultation.glossary
    context: dict[str, Any] = {
        "contribution": contribution,
        "form": form,
        "standing": standing,
        "language": language,
        "tabs": _tabs(contribution, languages, language),
        "terms": terms_in(contribution.words, contribution.language, language, glossary),
        "may_withdraw": standing and may_withdraw_translation(request.user, contribution),
        "may_ask_machine": is_there(),
        "verdict": may_translate(request.user, contribution, standing),
    }
    return render(request, "consultations/translate.html", context, status=422 if form.errors else form.status)


def _did(request: HttpRequest, contribution: Contribution, language: str, step: str, form: TranslationForm) -> bool:
    """Do one thing; tell whether it is settled, which it is not when a person still has to read what a machine made."""
    try:
        if step == "machine" and is_there():
            form.begin_with(ask_machine(contribution.words, source=contribution.language, target=language))
        elif step == "withdraw":
            actions.withdraw_translation(contribution, by=request.user, language=language)
            messages.success(request, _("The translation is taken away. The original stands."))
            return True
        elif filled(form, lambda typed: actions.translate(contribution, by=request.user, language=language, **typed)):
            messages.success(
                request, _("Kept. It is shown to whoever reads in this language, with the original beside it.")
            )
            return True
    except Refused as refusal:
        messages.error(request, str(refusal))
    return False


def _tabs(contribution: Contribution, languages: list[str], chosen: str) -> list[dict[str, Any]]:
    address = reverse("translate", args=[format_code(contribution.code)])
    return [
        {"href": f"{address}?to={code}", "words": language_words(code), "is_current": code == chosen, "count": None}
        for code in languages
    ]


@never_cache
def glossary(request: HttpRequest, slug: str) -> HttpResponse:
    """Let conveners say which words translations keep to."""
    consultation = visible_consultation(request, slug)
    may_convene(request.user, consultation).admit()
    form = GlossaryForm(consultation, request.POST if request.method == "POST" else None)
    if filled(
        form,
        lambda typed: actions.change_glossary(
            consultation, by=request.user, glossary=form.terms, seen=typed.get("seen")
        ),
    ):
        messages.success(request, _("The glossary is changed."))
        return redirect("glossary", consultation.slug)
    status = 422 if form.errors else form.status
    return render(request, "consultations/glossary.html", {"consultation": consultation, "form": form}, status=status)
