"""The form of a person's own address and display."""

from agencies.actions import PREFERENCES
from agencies.models import User
from itaportal.editing.formfields import EmailField
from itaportal.editing.forms import PlainRowForm
from itaportal.language import gettext_lazy


class PreferencesForm(PlainRowForm):
    """A person's own address and display choices; the name, which documents print, is the administrator's."""

    email = EmailField(
        label=gettext_lazy("อีเมล"),
        required=False,
        help_text=gettext_lazy("สำหรับรับการแจ้งเตือน และลิงก์เมื่อลืมรหัสผ่าน เว้นว่างได้"),
    )

    class Meta:
        model = User
        fields = PREFERENCES
