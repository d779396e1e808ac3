"""The packs come from the app ``assessments``: the table changes its name, its rows and what refers to them stay."""

import criteria.models
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def move_content_type(apps, schema_editor):
    """Permissions and the log of the admin site go on referring to the same row."""
    _rename_label(apps, schema_editor, "assessments", "criteria")


def move_content_type_back(apps, schema_editor):
    _rename_label(apps, schema_editor, "criteria", "assessments")


def _rename_label(apps, schema_editor, old, new):
    types = apps.get_model("contenttypes", "ContentType").objects.using(schema_editor.connection.alias)
    types.filter(app_label=old, model="criteriapack").update(app_label=new)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('agencies', '0001_initial'),
        ('assessments', '0001_initial'),
        ('contenttypes', '0002_remove_content_type_name'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(
                    'ALTER TABLE assessments_criteriapack RENAME TO criteria_criteriapack',
                    'ALTER TABLE criteria_criteriapack RENAME TO assessments_criteriapack',
                ),
            ],
            state_operations=[
                migrations.CreateModel(
                    name='CriteriaPack',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('fiscal_year', models.PositiveSmallIntegerField(verbose_name='ปีงบประมาณ')),
                        ('version', models.PositiveSmallIntegerField(verbose_name='รุ่น')),
                        ('data', models.JSONField(verbose_name='เนื้อหา')),
                        ('sha256', models.CharField(max_length=64)),
                        ('loaded_at', models.DateTimeField(auto_now_add=True, verbose_name='นำเข้าเมื่อ')),
                        ('source_name', models.CharField(blank=True, max_length=200, verbose_name='ชื่อแฟ้ม')),
                        ('source', models.FileField(blank=True, max_length=200, upload_to=criteria.models.source_path, verbose_name='แฟ้มต้นฉบับ')),
                        ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='เผยแพร่เมื่อ')),
                        ('loaded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='นำเข้าโดย')),
                        ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='เผยแพร่โดย')),
                    ],
                    options={
                        'verbose_name': 'เกณฑ์การประเมิน',
                        'verbose_name_plural': 'เกณฑ์การประเมิน',
                        'ordering': ['-fiscal_year', '-version'],
                        'constraints': [models.UniqueConstraint(fields=('fiscal_year', 'version'), name='criteria_version_once'), models.CheckConstraint(condition=models.Q(('fiscal_year__gte', 2550), ('fiscal_year__lte', 2650)), name='criteria_fiscal_year_is_buddhist')],
                    },
                ),
            ],
        ),
        migrations.RunPython(move_content_type, move_content_type_back),
    ]
