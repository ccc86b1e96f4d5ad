"""The keeper's pages on the mail that leaves."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from parvis.core.keeping import keeper_page
from parvis.core.mail.delivery import has_server, is_hidden
from parvis.core.models.mail import OutgoingMessage
from parvis.core.pages import keyset


@keeper_page
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """List the messages, the newest first."""
    messages = OutgoingMessage.objects.defer("text", "html", "headers")
    status = request.GET.get("status", "")
    if status in OutgoingMessage.Status.values:
        messages = messages.filter(status=status)
    page = keyset(messages, ["-id"], after=request.GET.get("after", ""))
    rows = [(message, is_hidden(message)) for message in page.rows]
    context = {"page": page, "rows": rows, "tabs": list(_tabs(request.path, status)), "has_server": has_server()}
    return render(request, "core/outbox.html", context)


def _tabs(path: str, status: str) -> Iterator[dict[str, Any]]:
    yield {"href": path, "words": pgettext("messages", "All"), "is_current": not status}
    for value, words in OutgoingMessage.Status.choices:
        yield {"href": f"{path}?status={value}", "words": words, "is_current": status == value}


@keeper_page
@require_safe
def outbox_message(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show one message as it leaves; one that opens an account is not shown where messages really leave."""
    message = get_object_or_404(OutgoingMessage, uuid=uuid)
    return render(request, "core/outbox_message.html", {"message": message, "is_hidden": is_hidden(message)})
