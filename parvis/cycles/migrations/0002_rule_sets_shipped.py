from django.db import migrations
from django.utils import timezone

from parvis.cycles.shipped import SHIPPED


def ship(apps, schema_editor):
    """Keep the first version of each rule set, and pin to it the cycles that have opened."""
    Version, Rule = (apps.get_model("cycles", name) for name in ("RuleSetVersion", "Rule"))
    for rule_set, told in SHIPPED.items():
        version = Version.objects.create(rule_set=rule_set, number=1, made_at=timezone.now())
        Rule.objects.bulk_create([Rule(version=version, order=order, **rule) for order, rule in enumerate(told, 1)])
        cycles = apps.get_model("cycles", "Cycle").objects.filter(rule_set=rule_set)
        cycles.exclude(status="draft").update(rules_version=version)


def take_back(apps, schema_editor):
    apps.get_model("cycles", "Cycle").objects.update(rules_version=None)
    apps.get_model("cycles", "Cycle").objects.filter(rule_set="B2").update(rule_set="B")
    apps.get_model("cycles", "RuleSetVersion").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ('cycles', '0002_rule_sets'),
    ]

    operations = [migrations.RunPython(ship, take_back)]
