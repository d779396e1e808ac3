"""Start-up checks: better no start than empty boxes in an official document."""

from django.conf import settings
from django.core.checks import Error, register

from reports.typesetting.drawnglyphs import TextLayerError
from reports.typesetting.textlayer import require_supported_version

FONTS = ("Laksaman.ttf", "Laksaman-Bold.ttf", "Laksaman-Italic.ttf", "Laksaman-BoldItalic.ttf")


@register()
def document_fonts_are_there(app_configs, **kwargs):
    """The document fonts are part of the source tree; a copy without them cannot print Thai."""
    folder = settings.BASE_DIR / "static" / "fonts" / "laksaman"
    missing = [name for name in FONTS if not (folder / name).is_file()]
    hint = f"Restore {folder} from the repository."
    return (
        [Error(f"Document fonts are missing: {', '.join(missing)}", hint=hint, id="reports.E001")]
        if missing
        else []
    )


@register()
def weasyprint_is_supported(app_configs, **kwargs):
    """The Thai text layer extends one version of WeasyPrint; another one could lose characters unseen."""
    try:
        require_supported_version()
    except TextLayerError as error:
        return [Error(str(error), hint="pip install --require-hashes -r requirements.txt", id="reports.E002")]
    return []
