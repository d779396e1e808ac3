"""Who uses the portal: people, agencies, departments, memberships, approval chain, audit log."""

from collections.abc import Iterable
from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from agencies.auditlog.models import AuditEvent as AuditEvent
from agencies.auditlog.models import AuditHead as AuditHead
from agencies.enums import AgencyKind, Alignment, Digits, Language, OversightLevel, Role, Theme
from agencies.roles import Capability, roles_with
from itaportal.editing.concurrency import Versioned
from itaportal.editing.modelfields import Choice, Email, Province, Score, ThaiDay, ThaiLine
from itaportal.language import gettext, gettext_lazy
from itaportal.ordering import InOrder, InOrderQuerySet, ThaiOrder

# Title, first and last name together fit the 200 letters that documents and the audit log have for a name.
NAME_LENGTH = 80
_MOST_WORDS = 5


class People(UserManager["User"]):
    """Makes accounts, and keeps names in order."""

    use_in_migrations = False

    def get_queryset(self) -> InOrderQuerySet:
        return InOrderQuerySet(self.model, using=self._db)


class User(InOrder, AbstractUser):
    """A person with the Thai title that stands before the name in documents."""

    first_name = ThaiLine(gettext_lazy("ชื่อ"), max_length=NAME_LENGTH, blank=True)
    last_name = ThaiLine(gettext_lazy("นามสกุล"), max_length=NAME_LENGTH, blank=True)
    title = ThaiLine(
        gettext_lazy("คำนำหน้าชื่อ"), max_length=30, blank=True, help_text=gettext_lazy("เช่น นาย นาง นางสาว")
    )
    name_order = ThaiOrder(of=("first_name", "last_name", "username"))
    digits = Choice(
        gettext_lazy("ตัวเลขบนหน้าจอ"), radio=True, max_length=10, choices=Digits, default=Digits.ARABIC
    )
    language = Choice(
        gettext_lazy("ภาษาของหน้าจอ"),
        radio=True,
        max_length=2,
        choices=Language,
        default=Language.THAI,
        help_text=gettext_lazy("เอกสารเป็นภาษาไทยเสมอ"),
    )
    theme = Choice(
        gettext_lazy("สีของหน้าจอ"), radio=True, max_length=5, choices=Theme, default=Theme.SYSTEM, blank=True
    )

    password_is_own = models.BooleanField(gettext_lazy("เจ้าตัวตั้งรหัสผ่านเอง"), default=True)
    """False opens nothing but the page to choose one."""

    objects: ClassVar[People] = People()
    memberships_today: "list[Membership] | None" = None
    """The memberships in force, of somebody who was read with them for a request."""

    class Meta:
        verbose_name = gettext_lazy("บัญชีผู้ใช้")
        verbose_name_plural = gettext_lazy("บัญชีผู้ใช้")
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="user_name_once_in_any_case",
                violation_error_message=gettext_lazy("ชื่อผู้ใช้นี้มีคนใช้แล้ว ตัวพิมพ์เล็กหรือใหญ่ถือว่าเหมือนกัน กรุณาตั้งชื่ออื่น"),
            )
        ]

    def get_full_name(self) -> str:
        """Return title, first and last name as Thai documents write them (no space after the title)."""
        return f"{self.title}{self.first_name} {self.last_name}".strip() or self.username


class AgencyQuerySet(InOrderQuerySet):
    """Questions about agencies; ``visible_to`` decides access for everything that belongs to an agency."""

    def visible_to(self, user, memberships: "Iterable[Membership] | None" = None) -> "AgencyQuerySet":
        """Agencies whose working data the person may read: by membership or oversight, on this day.

        ``memberships`` are those they hold today, where the caller has read them.
        """
        roles = roles_with(Capability.VIEW)
        if memberships is None:
            return self.filter(Q(pk__in=_agency_ids(user, roles)) | _overseen(user))
        held = {each.agency_id for each in memberships if each.role in roles}
        return self.filter(Q(pk__in=held) | _overseen(user))

    def with_capability(self, user, capability: Capability) -> "AgencyQuerySet":
        """Agencies where one of the person's current roles holds the capability."""
        return self.filter(pk__in=_agency_ids(user, roles_with(capability)))

    def with_words(self, words: str) -> "AgencyQuerySet":
        """Agencies in whose names, district or province all of the words (the first few) are found."""
        found = self
        for word in words.split()[:_MOST_WORDS]:
            named = Q(name__icontains=word) | Q(short_name__icontains=word)
            found = found.filter(named | Q(district__icontains=word) | Q(province__icontains=word))
        return found


def _agency_ids(user, roles: list[str]) -> models.QuerySet:
    return Membership.objects.current().filter(user_id=user.pk, role__in=roles).values("agency_id")


def _overseen(user) -> Q:
    # An empty Q disappears when it is combined; these two match none and all.
    seen = Q(pk__in=[])
    if not user.pk or not user.is_active:
        return seen
    for oversight in user.oversights.all():
        if oversight.level == OversightLevel.COUNTRY:
            return Q(pk__isnull=False)
        district = Q(district=oversight.district) if oversight.level == OversightLevel.DISTRICT else Q()
        seen |= Q(province=oversight.province) & district
    return seen


class Agency(InOrder, Versioned):
    """A municipality (หน่วยงาน), its letterhead and the thresholds it judges scores by."""

    slug = models.SlugField(gettext_lazy("ชื่อในที่อยู่เว็บ"), max_length=60, unique=True)
    name = ThaiLine(gettext_lazy("ชื่อหน่วยงาน"), max_length=200)
    short_name = ThaiLine(gettext_lazy("ชื่อย่อ"), max_length=100, help_text=gettext_lazy("เช่น อบต.ทรายทอง"))
    kind = models.CharField(gettext_lazy("ประเภท"), max_length=20, choices=AgencyKind)
    district = ThaiLine(gettext_lazy("อำเภอ"), max_length=100, help_text=gettext_lazy("ไม่ต้องเขียนคำว่าอำเภอ"))
    province = Province(gettext_lazy("จังหวัด"), max_length=100, help_text=gettext_lazy("ไม่ต้องเขียนคำว่าจังหวัด"))
    name_order, province_order = ThaiOrder(of=("name",)), ThaiOrder(of=("province",))
    document_prefix = ThaiLine(
        gettext_lazy("เลขที่หนังสือ (ส่วนหน้า)"), max_length=40, blank=True, help_text=gettext_lazy("เช่น กส 83301"),
        why=gettext_lazy("เมื่อเสนอเอกสาร ระบบต่อเลขลำดับของปี พ.ศ. ท้ายส่วนนี้ เช่น กส 83301/5 และจดลงทะเบียนไว้ไม่ให้ซ้ำ"),
    )  # fmt: skip
    office = ThaiLine(
        gettext_lazy("ส่วนราชการเจ้าของเรื่อง"),
        max_length=100,
        blank=True,
        help_text=gettext_lazy("เช่น สำนักงานปลัด"),
    )
    unit = ThaiLine(
        gettext_lazy("งานที่จัดทำรายงาน"),
        max_length=150,
        blank=True,
        help_text=gettext_lazy("เช่น งานบริหารทั่วไป สำนักปลัด"),
    )
    phone = ThaiLine(gettext_lazy("โทรศัพท์"), max_length=50, blank=True)
    email = Email(
        gettext_lazy("อีเมล"),
        blank=True,
        error_messages={"invalid": gettext_lazy("อีเมลไม่ถูกต้อง เช่น saraban@example.go.th")},
    )
    emblem = models.ImageField(gettext_lazy("ตราของหน่วยงาน"), upload_to="emblems/", blank=True)
    alignment = Choice(
        gettext_lazy("การจัดบรรทัดในเอกสาร"), radio=True, max_length=5, choices=Alignment, default=Alignment.START,
        help_text=gettext_lazy("ใช้กับย่อหน้าใน PDF และ Word ข้อความในตารางชิดซ้ายเสมอ"),
    )  # fmt: skip
    low_below = Score(
        gettext_lazy("คะแนนต่ำกว่านี้ถือว่าต่ำ (จุดอ่อนเร่งด่วน)"), default=80,
        why=gettext_lazy("ตัวชี้วัดที่ต่ำกว่าเส้นนี้จัดเป็นจุดอ่อนเร่งด่วน ซึ่งต้องมีมาตรการในแผน เส้นนี้หน่วยงานตั้งเอง ไม่ใช่เกณฑ์ผ่านของการประเมิน"),
    )  # fmt: skip
    medium_below = Score(
        gettext_lazy("คะแนนต่ำกว่านี้ถือว่าปานกลาง (ควรพัฒนา)"), default=85,
        why=gettext_lazy("ตัวชี้วัดระหว่างเส้นก่อนหน้ากับเส้นนี้จัดเป็นประเด็นที่จะพัฒนา ตั้งแต่เส้นนี้ขึ้นไปคือรักษาระดับ"),
    )  # fmt: skip
    closed_at = models.DateTimeField(gettext_lazy("ปิดเมื่อ"), null=True, editable=False)
    """Since when the agency can be read and no more be written; None while it works."""

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("หน่วยงาน")
        verbose_name_plural = gettext_lazy("หน่วยงาน")
        ordering = ["province_order", "name_order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(low_below__gte=0, low_below__lte=models.F("medium_below"), medium_below__lte=100),
                name="agency_thresholds_ascend",
                violation_error_message=gettext_lazy("เกณฑ์ต่ำต้องไม่มากกว่าเกณฑ์ปานกลาง และอยู่ระหว่าง 0–100"),
            )
        ]
        indexes = [
            models.Index(fields=["province", "district"], name="agency_place"),
            models.Index(fields=["province_order", "name_order"], name="agency_in_order"),
            models.Index(fields=["name_order"], name="agency_by_name"),
        ]

    def __str__(self):
        return self.name


class Department(Versioned):
    """A part of the agency (ส่วนราชการ, กอง) that can be responsible for a measure."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="departments")
    name = ThaiLine(gettext_lazy("ชื่อส่วนราชการ"), max_length=150)
    position = models.PositiveSmallIntegerField(gettext_lazy("ลำดับ"), default=0)
    active = models.BooleanField(gettext_lazy("ใช้งานอยู่"), default=True)

    class Meta:
        verbose_name = gettext_lazy("ส่วนราชการ")
        verbose_name_plural = gettext_lazy("ส่วนราชการ")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "name"],
                name="department_name_once_per_agency",
                violation_error_message=gettext_lazy("มีส่วนราชการชื่อนี้แล้ว"),
            )
        ]

    def __str__(self):
        return self.name


class AgencyWord(models.Model):
    """A word that the agency writes and no dictionary has; proof-reading takes it as right."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="words")
    word = ThaiLine(
        gettext_lazy("คำของหน่วยงาน"),
        max_length=100,
        help_text=gettext_lazy("เช่น ชื่อหมู่บ้าน ชื่อโครงการ หรือชื่อย่อที่ใช้ในหน่วยงาน"),
    )
    added_at = models.DateTimeField(gettext_lazy("เพิ่มเมื่อ"), auto_now_add=True)
    added_by = models.ForeignKey(
        User,
        verbose_name=gettext_lazy("เพิ่มโดย"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = gettext_lazy("คำของหน่วยงาน")
        verbose_name_plural = gettext_lazy("คำของหน่วยงาน")
        ordering = ["word", "pk"]
        constraints = [models.UniqueConstraint(fields=["agency", "word"], name="agency_word_once")]

    def __str__(self):
        return self.word


class MembershipQuerySet(models.QuerySet):
    """Questions about memberships."""

    def current(self, on=None) -> "MembershipQuerySet":
        """Memberships in force on the day (today by default) of people who may sign in."""
        day = on or timezone.localdate()
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=day),
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
            user__is_active=True,
        )

    def in_order(self) -> "MembershipQuerySet":
        """With the people's names: by role, and by name in dictionary order within it."""
        return self.select_related("user").order_by("role", "user__name_order", "pk")

    def able_to_sign(self, on=None) -> "MembershipQuerySet":
        """Memberships in force on the day (today by default) whose role may sign."""
        return self.current(on).filter(role__in=roles_with(Capability.SIGN))

    def selectable_for_chain(self, agency: Agency) -> "MembershipQuerySet":
        """The agency's people in office who may sign, and whoever stands in its chain although they may not now."""
        in_office = Membership.objects.able_to_sign().filter(agency=agency).values("pk")
        in_chain = agency.approval_steps.values("membership")
        return self.filter(Q(pk__in=in_office) | Q(pk__in=in_chain), agency=agency)


class Membership(Versioned):
    """A person's role and position title in an agency, from one day to another."""

    user = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="memberships", verbose_name=gettext_lazy("บุคคล")
    )
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="memberships")
    role = Choice(gettext_lazy("บทบาท"), max_length=20, choices=Role)
    position_title = ThaiLine(
        gettext_lazy("ตำแหน่ง"), max_length=150,
        why=gettext_lazy("พิมพ์ใต้ลายมือชื่อในเอกสาร จึงควรเขียนเต็มตามคำสั่งแต่งตั้ง"),
    )  # fmt: skip
    starts_on = ThaiDay(gettext_lazy("ตั้งแต่วันที่"), null=True, blank=True)
    ends_on = ThaiDay(
        gettext_lazy("ถึงวันที่"), null=True, blank=True,
        why=gettext_lazy("หลังวันนี้บุคคลนี้เข้าข้อมูลของหน่วยงานไม่ได้ ประวัติและลายมือชื่อเดิมยังอยู่ครบ"),
    )  # fmt: skip

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("บุคคลในหน่วยงาน")
        verbose_name_plural = gettext_lazy("บุคคลในหน่วยงาน")
        ordering = ["agency", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "agency", "role"], name="membership_role_once"),
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(starts_on__lte=models.F("ends_on")),
                name="membership_starts_before_it_ends",
                violation_error_message=gettext_lazy("วันสิ้นสุดต้องไม่มาก่อนวันเริ่ม"),
            ),
        ]

    def __str__(self):
        return f"{self.user.get_full_name()} – {self.position_title}"

    def absence(self, on=None) -> str:
        """Return why the person is not in office on the day (today by default), "" for somebody in office."""
        day = on or timezone.localdate()
        if self.ends_on and self.ends_on < day:
            return gettext("พ้นจากหน้าที่แล้ว")
        if self.starts_on and self.starts_on > day:
            return gettext("ยังไม่ถึงวันเริ่มหน้าที่")
        return "" if self.user.is_active else gettext("บัญชีถูกระงับ")


class Oversight(models.Model):
    """Read access across a district, a province or the country."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="oversights")
    level = models.CharField(gettext_lazy("ขอบเขต"), max_length=10, choices=OversightLevel)
    province = Province(gettext_lazy("จังหวัด"), max_length=100, blank=True)
    district = models.CharField(gettext_lazy("อำเภอ"), max_length=100, blank=True)

    class Meta:
        verbose_name = gettext_lazy("ผู้กำกับดูแล")
        verbose_name_plural = gettext_lazy("ผู้กำกับดูแล")
        constraints = [
            models.CheckConstraint(
                condition=Q(level=OversightLevel.COUNTRY)
                | (Q(level=OversightLevel.PROVINCE) & ~Q(province=""))
                | (Q(level=OversightLevel.DISTRICT) & ~Q(province="") & ~Q(district="")),
                name="oversight_names_its_place",
                violation_error_message=gettext_lazy("กรุณาระบุจังหวัดและอำเภอตามขอบเขตที่เลือก"),
            )
        ]

    def __str__(self):
        return " ".join(filter(None, [self.get_level_display(), self.district, self.province]))


class ApprovalStep(models.Model):
    """One signatory of the agency's chain; documents print the blocks in this order."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="approval_steps")
    position = models.PositiveSmallIntegerField(gettext_lazy("ลำดับ"))
    membership = models.ForeignKey(
        Membership,
        on_delete=models.PROTECT,
        related_name="approval_steps",
        verbose_name=gettext_lazy("ผู้ลงนาม"),
    )
    heading = ThaiLine(
        gettext_lazy("หัวข้อความเห็น"),
        max_length=200,
        blank=True,
        help_text=gettext_lazy("เว้นว่างสำหรับผู้จัดทำรายงาน"),
    )

    class Meta:
        verbose_name = gettext_lazy("ลำดับผู้ลงนาม")
        verbose_name_plural = gettext_lazy("ลำดับผู้ลงนาม")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "position"], name="approval_step_position_once")
        ]

    def __str__(self):
        return f"{self.position}. {self.membership}"
