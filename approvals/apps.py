from django.apps import AppConfig

from accounts.notice_list import register_notice_list
from agencies.auditlog.sealed import register_sealed_heads
from agencies.auditlog.words import register_words
from agencies.holdings import NOTICES, SECURITY, SIGNED, Holding, register_hindrance, register_holdings
from agencies.navigation import (
    OUTLINED,
    NavigationEntry,
    PageLink,
    register_links,
    register_navigation,
    register_pages,
)
from agencies.signers import Signers, register_signers
from approvals.audit_words import WORDS
from itaportal.language import gettext_lazy
from measures.approved_plans import register_approved_plans
from reports.newest_editions import register_newest_editions


class ApprovalsConfig(AppConfig):
    """Editions on their way to approval: decisions, signatures, register, notices."""

    name = "approvals"
    verbose_name = gettext_lazy("การพิจารณาและลงนาม")

    def ready(self):
        from accounts.handover import register_work  # noqa: PLC0415 - needs the models
        from approvals import actions, checks, receivers, sealed_heads  # noqa: F401, PLC0415 - need the models
        from approvals.actions import handing_over  # noqa: PLC0415 - needs the models
        from approvals.actions.notices import tell_of_account  # noqa: PLC0415 - needs the models
        from approvals.queries import editions as queries  # noqa: PLC0415 - needs the models
        from approvals.queries import signers  # noqa: PLC0415 - needs the models
        from approvals.queries.desk import why_still_needed  # noqa: PLC0415 - needs the models

        register_notice_list(tell_of_account)
        register_words(WORDS)
        register_navigation(
            NavigationEntry(
                gettext_lazy("ทะเบียน"), "approvals:register", order=70, pages=("approvals:register",)
            )
        )
        register_holdings(
            Holding("approvals.Edition", "submitted_by", SIGNED, secret=("snapshot",), binds=True),
            Holding("approvals.Edition", "taken_over_by", SIGNED, secret=("snapshot",), binds=True),
            Holding("approvals.Succession", "former", SIGNED, binds=True),
            Holding("approvals.Succession", "by", SIGNED, binds=True),
            Holding("approvals.Signatory", "user", SIGNED, binds=True),
            Holding("approvals.Decision", "by", SIGNED, binds=True),
            Holding("approvals.Question", "by", SIGNED, binds=True),
            Holding("approvals.Question", "answered_by", SIGNED, binds=True),
            Holding("approvals.SignedCopy", "by", SIGNED, binds=True),
            Holding("approvals.Proposal", "proposed_by", SIGNED, binds=True),
            Holding("approvals.Proposal", "settled_by", SIGNED, binds=True),
            Holding("approvals.Proposal", "gaining", SIGNED, binds=True),
            Holding(
                "approvals.Proposal_gaining",
                "user",
                SIGNED,
                binds=True,
                title=gettext_lazy("ผู้ที่จะลงนามตามข้อเสนอ"),
            ),
            Holding("approvals.Opening", "by", SIGNED, binds=True),
            Holding("approvals.PersonalKey", "user", SECURITY, secret=("secret",)),
            Holding("approvals.Notice", "user", NOTICES),
            Holding("approvals.MailChoice", "user", NOTICES),
        )
        register_work(handing_over.SIGNING, handing_over.SUBMITTED)
        register_hindrance(why_still_needed)
        receivers.connect()
        register_signers(
            Signers(
                propose=actions.propose,
                agencies_of=signers.agencies_signed_for,
                waiting=signers.waiting_in,
                one_person_twice=signers.one_person_twice,
            )
        )
        register_pages("reports:index", "approvals:submit", "approvals:edition", "approvals:move")
        register_links(
            "signatories",
            PageLink("approvals:rules", gettext_lazy("ข้อกำหนดการพิจารณาและผู้ปฏิบัติหน้าที่แทน"), css_class=OUTLINED),
        )
        register_links(
            "documents", PageLink("approvals:register", gettext_lazy("ทะเบียนเลขที่หนังสือ"), css_class=OUTLINED)
        )
        register_links("draft", PageLink("approvals:submit"))
        register_links("edition", PageLink("approvals:edition"))
        register_links("edition file", PageLink("approvals:edition_file"))
        register_sealed_heads(sealed_heads.sealed_heads_of)
        register_approved_plans(queries.having_approved_document)
        register_newest_editions(queries.newest_editions)
