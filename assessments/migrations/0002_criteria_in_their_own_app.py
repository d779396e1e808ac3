"""Assessments refer to the packs in the app ``criteria``; the column and its rows stay as they are."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0001_initial'),
        ('criteria', '0001_initial'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name='assessment',
                    name='criteria_pack',
                    field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='criteria.criteriapack'),
                ),
                migrations.DeleteModel(name='CriteriaPack'),
            ],
        ),
    ]
