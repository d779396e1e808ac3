"""How the portal writes down what happens: a line for each event on standard error, as text or as JSON."""

from http import HTTPStatus
from typing import Any, Literal

import structlog
from structlog.typing import EventDict, Processor

Format = Literal["text", "json"]
_FIRST = ("timestamp", "level", "logger", "event", "exception")


def logging_config(
    *, form: Format, level: str, syslog: dict[str, Any] | None, is_demo: bool
) -> dict[str, Any]:
    """Return Django's LOGGING. ``syslog`` is the handler for the audit log where it goes to a server of its own."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "event": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_rendering(form)],
                "foreign_pre_chain": _common(),
            },
            "syslog": {"format": "ita-portal: %(message)s"},
        },
        "filters": {"short": {"()": "django.utils.log.CallbackFilter", "callback": _without_traceback}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "event", "filters": ["short"]},
            **({"syslog": syslog} if syslog else {}),
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Every event of the audit log, whatever LOG_LEVEL says; in a demonstration there is nobody to keep it for.
            "audit": {
                "handlers": ["syslog" if syslog else "console"],
                "level": "WARNING" if is_demo and not syslog else "INFO",
                "propagate": False,
            },
            # WeasyPrint and fontTools report every unknown CSS property and table; only failures matter here.
            "weasyprint": {"level": "ERROR"},
            "fontTools": {"level": "ERROR"},
            "axes": {"level": "ERROR"},
            # Scanners ask for any host name; they get their 400 without a trace in the log for each.
            "django.security.DisallowedHost": {"level": "CRITICAL"},
        },
    }


def configure_events() -> None:
    """Have structlog's loggers write through those of the standard library."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_common(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def _common() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.format_exc_info,
    ]


def _rendering(form: Format) -> list[Processor]:
    return [structlog.processors.JSONRenderer(ensure_ascii=False)] if form == "json" else [_line]


def _line(logger: Any, name: str, event: EventDict) -> str:
    """Return time, level, logger and message, then whatever else is known, then the traceback."""
    further = "".join(f" {key}={value}" for key, value in event.items() if key not in _FIRST)
    start = f"{event.get('timestamp')} {str(event.get('level')).upper()} {event.get('logger')} {event.get('event')}"
    trace = f"\n{event['exception']}" if event.get("exception") else ""
    return start + further + trace


def _without_traceback(record: Any) -> bool:
    """Leave the line and drop the traceback of what was refused or has to wait: anybody can ask for it a thousand times."""
    status = getattr(record, "status_code", 0)
    if 400 <= status < 500 or status == HTTPStatus.SERVICE_UNAVAILABLE:
        record.exc_info = record.exc_text = None
    return True
