"""Say in another language what somebody asked."""

from datetime import UTC
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from parvis.asks import actions
from parvis.asks.models import Ask
from parvis.asks.queries.translations import original_of
from parvis.asks.rules import may_translate, may_withdraw_translation
from parvis.asks.views.desk import ask_of
from parvis.consultations.models import Translation
from parvis.consultations.translators import is_there
from parvis.consultations.views.translating import Work, into_which, work_on
from parvis.core.languages import SITE_LANGUAGES


@never_cache
def translate(request: HttpRequest, code: str) -> HttpResponse:
    """Translate an ask into a language, correct its translation, or take that away."""
    found = ask_of(request, code)
    may_translate(request.user, found).admit()
    tabs, language = into_which(request, _languages(found), found.language)
    standing = Translation.objects.of(found).filter(language=language).first()
    work = Work(
        subject=found,
        original=original_of(found, found.routes.all()),
        language=language,
        standing=standing,
        zone=UTC,
        may_keep=may_translate(request.user, found),
        may_withdraw=may_withdraw_translation(request.user, found),
        keep=partial(actions.translate, found, by=request.user, language=language),
        withdraw=partial(actions.withdraw_translation, found, by=request.user, language=language),
        may_ask_machine=is_there(),
        tabs=tabs,
    )
    return work_on(request, work)


def _languages(ask: Ask) -> list[str]:
    """Return the languages offered: those of the places it goes to, then the interface's."""
    written = [code for route in ask.routes.all() for code in route.place.writing_languages]
    return list(dict.fromkeys([*written, *SITE_LANGUAGES]))
