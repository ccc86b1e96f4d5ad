"""Django with nothing around it: what pages are compared with."""

import os
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection, models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from benchmarks.worker import Asker, Command

# The very parts a contribution has in a list, each ready to be placed.
PARTS = (
    "code", "href", "support_href", "language", "direction", "words", "who", "organisation", "said", "themes", "supports",
    "state", "state_class",
)  # fmt: skip
LIST = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>What is being said</title></head>
<body>
<h1>What is being said</h1>
<ol class="voices">{% for row in rows %}<li><article class="voice"><div class="said"{% if row.language %} lang="{{ row.language }}"{% endif %} dir="{{ row.direction }}"><p>{{ row.words }}</p></div><div><p><span class="tag {{ row.state_class }}">{{ row.state }}</span></p><p class="kicker"><bdi>{{ row.who }}</bdi>{% if row.organisation %} · <bdi>{{ row.organisation }}</bdi>{% endif %} · {{ row.said }}<br><a href="{{ row.support_href }}">{{ row.supports }}</a> · <a href="{{ row.href }}"><code class="receipt small" dir="ltr" translate="no">{{ row.code }}</code></a></p>{% if row.themes %}<p class="kicker">{{ row.themes }}</p>{% endif %}</div></article></li>{% endfor %}</ol>
</body>
</html>
"""
SMALL = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ row.code }}</title></head>
<body>
<h1>{{ row.code }}</h1>
<p>{{ row.words }}</p>
<p>{{ row.said }}</p>
</body>
</html>
"""

if not settings.configured:
    settings.configure(
        ALLOWED_HOSTS=["localhost"],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": Path(os.environ["PARVIS_HOME"]) / "bare.sqlite3",
                "CONN_MAX_AGE": None,
            }
        },
        ROOT_URLCONF=__name__,
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", {"list": LIST, "small": SMALL})]},
            }
        ],
        USE_I18N=False,
    )
    settings.TEMPLATES[0]["OPTIONS"]["loaders"] = [
        ("django.template.loaders.cached.Loader", settings.TEMPLATES[0]["OPTIONS"]["loaders"])
    ]
    django.setup()


class Row(models.Model):
    """A contribution whose every word is ready."""

    class Meta:
        app_label = "bare"

    def __str__(self) -> str:
        return str(self.pk)


for part in PARTS:
    Row.add_to_class(part, models.TextField(blank=True))


def show_list(request: HttpRequest) -> HttpResponse:
    """Show the fifty newest rows: one query, one template."""
    return render(request, "list", {"rows": Row.objects.order_by("-pk").values(*PARTS)[:50]})


def show_one(request: HttpRequest) -> HttpResponse:
    """Show one row: one query, a template of ten lines."""
    return render(request, "small", {"row": Row.objects.first()})


urlpatterns = [path("list", show_list), path("one", show_one)]


def commands() -> dict[str, Command]:
    """Return what this worker does."""
    asker = Asker(get_wsgi_application(), lambda: 0.0)
    return {"get": asker.get, "fill": fill}


def fill(rows: list[dict[str, Any]]) -> int:
    """Store rows, the oldest first."""
    with connection.schema_editor() as editor:
        editor.create_model(Row)
    Row.objects.bulk_create(Row(**{part: row[part] for part in PARTS}) for row in rows)
    return Row.objects.count()
