import django.db.models.deletion
from django.db import migrations, models


def forget(apps, schema_editor):
    """Before them, an invitation could not be kept without a place."""
    apps.get_model("people", "Invitation").objects.filter(place=None).delete()


class Migration(migrations.Migration):
    dependencies = [
        ('people', '0002_site_roles'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='invitation',
            name='kind',
            field=models.CharField(choices=[('convener', 'convener'), ('responder', 'responder'), ('moderator', 'moderator'), ('member', 'forum member'), ('reviewer', 'reviewer'), ('support unit', 'member of the support unit'), ('keeper', 'keeper of the site')], max_length=12, verbose_name='role'),
        ),
        migrations.AlterField(
            model_name='invitation',
            name='place',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='places.place'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(condition=models.Q(('accepted_at', None), ('place', None), ('withdrawn_at', None)), fields=('email', 'kind'), name='one_invitation_to_the_site_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['support unit', 'keeper']), ('organisation', None), ('place', None)), models.Q(('kind__in', ['convener', 'responder', 'moderator', 'member', 'reviewer']), ('place__isnull', False)), _connector='OR'), name='a_place_is_named_for_its_roles_alone'),
        ),
        migrations.RunPython(migrations.RunPython.noop, forget),
    ]
