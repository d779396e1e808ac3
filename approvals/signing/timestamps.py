"""Asking a time-stamp service (RFC 3161), whose failure must never stop a signature."""

from dataclasses import dataclass

from approvals.signing.failures import SigningFailed
from itaportal.language import gettext


class TimeStampUnavailable(SigningFailed):
    """The service did not give a usable time-stamp; the message says so in Thai, with the technical reason."""


@dataclass(frozen=True, slots=True)
class TimeStamp:
    """A time-stamp service. ``seconds`` bounds one request, including the look-up of its name."""

    url: str
    seconds: float = 5.0

    def stamper(self):
        """Return a pyHanko time stamper whose every failure is TimeStampUnavailable."""
        from pyhanko.sign.timestamps.aiohttp_client import HTTPTimeStamper

        class Stamper(HTTPTimeStamper):
            async def async_timestamp(self, message_digest, md_algorithm):
                try:
                    token = await super().async_timestamp(message_digest, md_algorithm)
                    _require_stamp_of(message_digest, token)
                except Exception as error:
                    raise _unavailable(error) from error
                return token

        return Stamper(self.url, timeout=self.seconds)


def _require_stamp_of(digest: bytes, token) -> None:
    """Raise ValueError unless the token is about the digest: a service may answer anything."""
    content = token["content"]["encap_content_info"]["content"].parsed
    if content["message_imprint"]["hashed_message"].native != digest:
        raise ValueError("the time-stamp is about something else")


def _unavailable(error: Exception) -> TimeStampUnavailable:
    reason = error.__cause__ or error
    detail = " ".join(f"{type(reason).__name__}: {reason}".split()).strip(": ")[:200]
    return TimeStampUnavailable(
        gettext("ขอตราประทับเวลาจากบริการประทับเวลาไม่ได้ ระบบจะลองใหม่ภายหลัง ({detail})").format(detail=detail)
    )
