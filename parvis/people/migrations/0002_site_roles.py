import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import parvis.core.clock

KINDS = {"is_keeper": "keeper", "is_support_unit": "support unit"}


def write_roles(apps, schema_editor):
    """Who kept the site or was of the support unit goes on, from the day this is noted."""
    person, role = apps.get_model("people", "Person"), apps.get_model("people", "SiteRole")
    for flag, kind in KINDS.items():
        role.objects.bulk_create(role(person=each, kind=kind) for each in person.objects.filter(**{flag: True}))


def write_flags(apps, schema_editor):
    """The dates are lost; who holds a role now is kept."""
    person, role = apps.get_model("people", "Person"), apps.get_model("people", "SiteRole")
    now = parvis.core.clock.now()
    held = role.objects.filter(models.Q(until=None) | models.Q(until__gt=now), since__lte=now)
    for flag, kind in KINDS.items():
        person.objects.filter(pk__in=held.filter(kind=kind).values("person")).update(**{flag: True})


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SiteRole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("support unit", "member of the support unit"), ("keeper", "keeper of the site")],
                        max_length=12,
                        verbose_name="role",
                    ),
                ),
                ("since", models.DateTimeField(default=parvis.core.clock.now, verbose_name="since")),
                ("until", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="site_roles",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("person", "kind"),
                        name="a_role_for_the_site_is_held_once",
                    )
                ],
            },
        ),
        migrations.RunPython(write_roles, write_flags),
        migrations.RemoveField(model_name="person", name="is_keeper"),
        migrations.RemoveField(model_name="person", name="is_support_unit"),
    ]
