import django.db.models.deletion
from django.db import migrations, models

import parvis.core.words


class Migration(migrations.Migration):

    dependencies = [
        ('consultations', '0011_embedding'),
    ]

    operations = [
        migrations.CreateModel(
            name='Audience',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('of', models.CharField(choices=[('kind', 'Kinds of participants'), ('language', 'Languages'), ('other', 'Others')], max_length=8)),
                ('value', models.CharField(blank=True, max_length=12)),
                ('label', parvis.core.words.MultilingualField(blank=True, default=parvis.core.words.Words, verbose_name='name')),
                ('expected', models.PositiveIntegerField(default=1, verbose_name='hoped for')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='audiences', to='consultations.consultation')),
            ],
            options={
                'ordering': ['of', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('of', 'other'), _negated=True), fields=('consultation', 'of', 'value'), name='an_audience_is_named_once'), models.CheckConstraint(condition=models.Q(('expected__gte', 1)), name='somebody_is_hoped_for')],
            },
        ),
    ]
