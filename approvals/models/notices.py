"""What people are told of editions, and what of it they do not want by e-mail, as it is stored."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from agencies.models import Agency
from agencies.navigation import page_address
from approvals.enums import MailState, NoticeKind
from itaportal.language import gettext, gettext_lazy


class Notice(models.Model):
    """What one person is told, about an edition, a proposal of who signs, an agency's calendar or (without any) an account."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    edition = models.ForeignKey(
        "approvals.Edition", null=True, on_delete=models.CASCADE, related_name="notices"
    )
    proposal = models.ForeignKey(
        "approvals.Proposal", null=True, on_delete=models.CASCADE, related_name="notices"
    )
    calendar = models.ForeignKey(
        Agency, verbose_name=gettext_lazy("ปฏิทินของ"), null=True, on_delete=models.CASCADE, related_name="+"
    )
    kind = models.CharField(max_length=10, choices=NoticeKind)
    text = models.CharField(max_length=500)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mail = models.CharField(max_length=8, choices=MailState, default=MailState.NOT_WANTED, blank=True)

    class Meta:
        verbose_name = gettext_lazy("การแจ้งเตือน")
        verbose_name_plural = gettext_lazy("การแจ้งเตือน")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(edition__isnull=True) | Q(proposal__isnull=True),
                name="notice_of_one_thing",
            )
        ]
        indexes = [
            models.Index(fields=["user", "read_at"], name="notice_unread"),
            models.Index(fields=["mail"], condition=Q(mail__in=["waiting", "failed"]), name="notice_to_mail"),
        ]

    def __str__(self):
        return self.text

    @property
    def agency(self) -> Agency | None:
        """The agency it is about, None of an account."""
        if self.edition is not None:
            return self.edition.document.agency
        return self.proposal.agency if self.proposal else self.calendar

    @property
    def page(self) -> str:
        """The address of what it is about."""
        if self.agency is None:
            return reverse("account")
        if self.calendar is not None:
            return page_address("calendar", self.calendar.slug)
        name, pk = ("edition", self.edition_id) if self.edition_id else ("proposal", self.proposal_id)
        return reverse(f"approvals:{name}", args=[self.agency.slug, pk])


class MailChoice(models.Model):
    """A kind of notice that a person does not want by e-mail; without a row it is mailed."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_choices")
    kind = models.CharField(max_length=10, choices=NoticeKind)

    class Meta:
        verbose_name = gettext_lazy("การเลือกรับอีเมล")
        verbose_name_plural = gettext_lazy("การเลือกรับอีเมล")
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="mail_choice_once")]

    def __str__(self):
        return gettext("{user} ไม่รับอีเมลเรื่อง{kind}").format(user=self.user, kind=self.get_kind_display())
