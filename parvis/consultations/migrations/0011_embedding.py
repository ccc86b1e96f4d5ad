import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consultations', '0010_workshops'),
    ]

    operations = [
        migrations.CreateModel(
            name='EmbeddingSite',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(max_length=280, verbose_name='site')),
                ('consultation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='embedding_sites', to='consultations.consultation')),
            ],
            options={
                'ordering': ['origin'],
                'constraints': [models.UniqueConstraint(fields=('consultation', 'origin'), name='a_site_is_named_once')],
            },
        ),
    ]
