"""Answers, as everybody reads them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from parvis.commitments.forms.choosing import AnswersChoosingForm
from parvis.commitments.models import Response
from parvis.commitments.queries import answers as queries
from parvis.commitments.rules import may_correct_response
from parvis.core.pages import public_page


@require_safe
@public_page
def answers(request: HttpRequest) -> HttpResponse:
    """List what was answered, the newest first."""
    institutions = queries.institutions_that_answered(request.GET.get("place", ""))
    form = AnswersChoosingForm(request.GET, queries.places_that_answered(), institutions)
    rows, page = queries.answers_page(**form.chosen, after=request.GET.get("after", ""))
    return render(request, "commitments/answers.html", {"rows": rows, "page": page, "form": form})


@require_safe
@public_page
def answer(request: HttpRequest, cycle: str, number: int) -> HttpResponse:
    """Show one answer: the decision, its reason, what was corrected, and the contributions it answers."""
    published = Response.objects.published().select_related("cycle__place", "organisation")
    response = get_object_or_404(published, cycle__slug=cycle, number=number)
    shown = queries.answer_page(response, request.GET.get("after", ""))
    context = {"shown": shown, "page": shown.page, "may_correct": may_correct_response(request.user, response)}
    return render(request, "commitments/answer.html", context)
