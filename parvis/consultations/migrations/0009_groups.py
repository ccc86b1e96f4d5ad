"""Group what says the same, and remember what was found to say something else."""

import django.db.models.deletion
from django.db import migrations, models

import parvis.core.clock


class Migration(migrations.Migration):

    dependencies = [
        ('consultations', '0008_likeness'),
    ]

    operations = [
        migrations.CreateModel(
            name='Group',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('standing', 'grouped'), ('undone', 'no longer grouped')], default='standing', max_length=8, verbose_name='status')),
                ('made_at', models.DateTimeField(default=parvis.core.clock.now)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('people', models.PositiveIntegerField(default=0, verbose_name='people')),
                ('size', models.PositiveIntegerField(default=0, verbose_name='contributions')),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='groups_led', to='consultations.contribution')),
            ],
        ),
        migrations.CreateModel(
            name='KeptApart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kept_apart', to='consultations.contribution')),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='consultations.contribution')),
            ],
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('joined_at', models.DateTimeField(default=parvis.core.clock.now)),
                ('left_at', models.DateTimeField(blank=True, null=True)),
                ('contribution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='consultations.contribution')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='consultations.group')),
            ],
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('lead',), name='leads_one_group_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'standing'), ('undone_at', None)), models.Q(('status', 'undone'), ('undone_at__isnull', False)), _connector='OR'), name='undone_group_has_a_date'),
        ),
        migrations.AddConstraint(
            model_name='keptapart',
            constraint=models.UniqueConstraint(fields=('contribution', 'lead'), name='kept_apart_once'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('left_at', None)), fields=('contribution',), name='in_one_group_at_a_time'),
        ),
    ]
