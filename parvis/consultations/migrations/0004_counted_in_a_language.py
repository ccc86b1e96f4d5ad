from django.db import migrations
from django.db.models import F, Value
from django.db.models.functions import Concat, Replace

# "published due 2026-01-31 4 7" becomes "published due 2026-01-31 in:fr 4 7": the third word is the language.
PUBLISHED = "published "


def name_the_language(apps, schema_editor):
    """Say in which language each published contribution is counted, now that it can be corrected."""
    contributions = apps.get_model("consultations", "Contribution").objects
    for contribution in contributions.filter(counted_as__startswith=PUBLISHED).iterator():
        status, answer, value, *themes = contribution.counted_as.split(" ")
        if not (themes and themes[0].startswith("in:")):
            counted_as = " ".join([status, answer, value, f"in:{contribution.language}", *themes])
            contributions.filter(pk=contribution.pk).update(counted_as=counted_as)


def forget_the_language(apps, schema_editor):
    """Take the language out again."""
    contributions = apps.get_model("consultations", "Contribution").objects
    counted = contributions.filter(counted_as__contains=" in:")
    counted.update(counted_as=Replace("counted_as", Concat(Value(" in:"), F("language")), Value("")))


class Migration(migrations.Migration):
    dependencies = [("consultations", "0003_appeals")]

    operations = [migrations.RunPython(name_the_language, forget_the_language)]
