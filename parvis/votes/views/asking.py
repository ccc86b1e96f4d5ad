"""What several pages here ask of a request."""

from django.http import Http404, HttpRequest

from parvis.consultations.models import Consultation
from parvis.consultations.views.asking import visible_consultation
from parvis.votes.models import Voting


def voting_of(request: HttpRequest, slug: str) -> Voting:
    """Return the voting of a consultation the visitor may see, with its cycle and place, or answer 404."""
    consultation = visible_consultation(request, slug)
    voting = Voting.objects.filter(consultation=consultation).first()
    if voting is None:
        raise Http404
    voting.consultation = consultation
    return voting


def other_languages(consultation: Consultation, chosen: str) -> tuple[list[str], str]:
    """Return the languages statements can be in, and the one that was chosen."""
    languages = consultation.place.writing_languages
    return languages, chosen if chosen in languages else languages[-1]
