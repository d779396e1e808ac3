"""Whom the portal trusts, and what it asks about certificates before it signs with them."""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from approvals.signing.failures import SigningFailed
from approvals.signing.verify_probe import compare_all_names, load_roots
from itaportal.language import gettext_lazy

_SECONDS = 5
_REVOKED = gettext_lazy("ใบรับรองนี้ถูกผู้ออกใบรับรองเพิกถอนแล้ว จึงลงนามไม่ได้ กรุณาติดต่อผู้ออกใบรับรองเพื่อขอใบใหม่")
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Trust:
    """``roots`` are PEM certificates; ``fetch`` allows asking their authorities (OCSP, CRL) over the network."""

    roots: tuple[bytes, ...] = field(default=(), repr=False)
    fetch: bool = False

    def context(self):
        """Return a pyHanko validation context that fetches revocation data and demands it for every certificate."""
        from pyhanko_certvalidator import ValidationContext
        from pyhanko_certvalidator.fetchers import OwnedFetcherBackend
        from pyhanko_certvalidator.fetchers.aiohttp_fetchers import AIOHttpFetcherBackend

        class Backend(AIOHttpFetcherBackend):
            def get_fetchers(self):
                """Fetch for certificates of trusted authorities alone: an issuer's address may be anybody's."""
                return replace(super().get_fetchers(), cert_fetcher=None)

        compare_all_names()
        return ValidationContext(
            trust_roots=[root for bundle in self.roots for root in load_roots(bundle)],
            allow_fetching=True,
            revocation_mode="require",
            fetcher_backend=OwnedFetcherBackend(Backend(per_request_timeout=_SECONDS)),
        )


def revocation_data(pyhanko_signer, trust: Trust) -> bool:
    """Ask the signer's authority, and return whether it gave data for every certificate of the chain.

    Raises SigningFailed if one is revoked. An authority that is unknown or silent stops nobody.
    """
    from pyhanko_certvalidator import CertificateValidator
    from pyhanko_certvalidator.errors import PathError, RevokedError, ValidationError

    async def asked() -> None:
        context = trust.context()
        try:
            await CertificateValidator(
                pyhanko_signer.signing_cert, pyhanko_signer.cert_registry, validation_context=context
            ).async_validate_usage(set())
        finally:
            await context.aclose()

    try:
        asyncio.run(asked())
    except RevokedError as error:
        raise SigningFailed(_REVOKED) from error
    except (PathError, ValidationError) as error:
        logger.info("No revocation data for a signer's certificate: %s", error)
        return False
    return True


def leads_to(roots: Iterable[bytes], signer) -> bool:
    """Tell whether one of the roots (PEM) vouches for the signer's certificate now; nobody is asked for revocations."""
    from pyhanko_certvalidator import CertificateValidator, ValidationContext
    from pyhanko_certvalidator.errors import PathError, ValidationError

    anchors = [root for bundle in roots for root in load_roots(bundle)]
    if not anchors:
        return False
    compare_all_names()
    with signer.pyhanko_signer() as opened:
        context = ValidationContext(anchors, other_certs=list(opened.cert_registry), allow_fetching=False)
        validator = CertificateValidator(opened.signing_cert, validation_context=context)
        try:
            asyncio.run(validator.async_validate_usage(set()))
        except (PathError, ValidationError):
            return False
    return True
