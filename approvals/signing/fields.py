"""The places for signatures in a document, and the portal's signature that protects them.

A step has a field for its signature, one for its opinion and one for what of it goes on on the sheet for opinions. Both
updates are incremental: what was rendered stays byte for byte. The file stays PDF/A-3: every widget is printed
(/F 4), has a look or no size, and no viewer is asked to draw one (no /NeedAppearances). It stays PDF/UA-1: each is held
by the form element that stands for it in the tags (reports/typesetting/tagging.py), and an opinion is the value of its field.
"""

from collections.abc import Iterable
from datetime import datetime

from approvals.signing.failures import BROKEN, SigningFailed
from approvals.signing.looks import MORE, OPINION, Looks, show
from approvals.signing.revision import DIGEST, add_signature, forms_of, open_update, write_update
from approvals.signing.seal import Seal
from approvals.signing.stated_heads import AUDIT_HEAD
from itaportal.language import gettext
from reports.typesetting.laidout import MarkedBox

SEAL_FIELD = "portal-seal"
_READ_ONLY, _MULTILINE = 1, 1 << 12


def add_signature_fields(pdf: bytes, places: Iterable[MarkedBox], looks: Looks | None = None) -> bytes:
    """Return the PDF with an empty field at every place. Raises SigningFailed.

    The label, where a place has one, is what a screen reader says for the empty field. ``looks`` are what is seen in
    fields until somebody decides.
    """
    from pyhanko.pdf_utils.misc import PdfError

    try:
        writer = open_update(pdf)
        for place in places:
            if place.name.endswith((OPINION, MORE)):
                _add_text_field(writer, place)
            else:
                _add_signature_field(writer, place)
        if looks:
            show(writer, looks.fields, forms_of(writer, looks.pdf))
        _tag(writer)
        return write_update(writer)
    except (PdfError, ValueError, KeyError, IndexError, TypeError) as error:
        raise SigningFailed(BROKEN) from error


def _add_signature_field(writer, place: MarkedBox) -> None:
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field

    left, bottom, right, top = map(round, place.box)
    spec = SigFieldSpec(
        place.name,
        on_page=place.page,
        box=(left, bottom, right, top),
        readable_field_name=place.label or gettext("ช่องลงนาม {name}").format(name=place.name),
    )
    append_signature_field(writer, spec)


def _add_text_field(writer, place: MarkedBox) -> None:
    """Add a field for text that the portal alone fills, with an empty look."""
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.content import RawContent
    from pyhanko.pdf_utils.layout import BoxConstraints

    box = tuple(map(round, place.box))
    look = RawContent(b"", box=BoxConstraints(width=box[2] - box[0], height=box[3] - box[1]))
    page, resources = writer.find_page_for_modification(place.page)
    resources = resources.get_object()
    font = next(iter(resources["/Font"]))
    field = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/Widget"),
            generic.pdf_name("/FT"): generic.pdf_name("/Tx"),
            generic.pdf_name("/Ff"): generic.NumberObject(_READ_ONLY | _MULTILINE),
            generic.pdf_name("/F"): generic.NumberObject(4),
            generic.pdf_name("/T"): generic.pdf_string(place.name),
            generic.pdf_name("/TU"): generic.TextStringObject(place.label),
            generic.pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, box)),
            generic.pdf_name("/P"): page,
            # What a viewer would write with, if it ever wrote: a font of the document, which is all that it brings.
            generic.pdf_name("/DA"): generic.pdf_string(f"{font} 16 Tf 0 g"),
            generic.pdf_name("/AP"): generic.DictionaryObject(
                {generic.pdf_name("/N"): writer.add_object(look.as_form_xobject())}
            ),
        }
    )
    reference = writer.add_object(field)
    form = _form(writer, resources)
    form["/Fields"].append(reference)
    writer.register_annotation(page, reference)


def _form(writer, resources):
    """Return the document's form, made where there is none yet."""
    from pyhanko.pdf_utils import generic

    if "/AcroForm" not in writer.root:
        fonts = generic.DictionaryObject({generic.pdf_name("/Font"): resources.raw_get("/Font")})
        made = {generic.pdf_name("/Fields"): generic.ArrayObject(), generic.pdf_name("/DR"): fonts}
        writer.root["/AcroForm"] = writer.add_object(generic.DictionaryObject(made))
        writer.update_root()
    form = writer.root["/AcroForm"]
    writer.update_container(form)
    return form


def _tag(writer) -> None:
    """Put each field into the form element that bears its name, found by the tree of parents."""
    from pyhanko.pdf_utils import generic

    if "/StructTreeRoot" not in writer.root:
        return
    numbers = writer.root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    elements = {}
    for place in range(len(numbers) - 2, -1, -2):
        element = numbers[place + 1]
        if isinstance(element, generic.ArrayObject):
            break  # the pages, which come first
        if element["/S"] == "/Form":
            elements[str(element["/T"])] = numbers[place], element
    fields = writer.root["/AcroForm"]["/Fields"]
    for reference in map(fields.raw_get, range(len(fields))):
        field = reference.get_object()
        if found := elements.get(str(field["/T"])):
            number, element = found
            field[generic.pdf_name("/StructParent")] = number
            held = {"/Type": generic.pdf_name("/OBJR"), "/Obj": reference, "/Pg": field.raw_get("/P")}
            held = {generic.pdf_name(key): value for key, value in held.items()}
            # Not in an array: only so does pyHanko allow the field to change, which the element holds.
            element["/K"] = generic.DictionaryObject(held)
            writer.update_container(element)


def certify(pdf: bytes, seal: Seal, *, reason: str, audit_head: str, at: datetime) -> bytes:
    """Return the PDF certified by the portal: from now on nothing but filling its fields is allowed.

    The signature is invisible and comes before all others. Raises SigningFailed.
    """
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
    from pyhanko.sign.signers import PdfSignatureMetadata

    metadata = PdfSignatureMetadata(
        field_name=SEAL_FIELD,
        md_algorithm=DIGEST,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.FILL_FORMS,
        reason=reason,
        contact_info=AUDIT_HEAD + audit_head,
    )
    field = SigFieldSpec(
        SEAL_FIELD,
        readable_field_name=gettext("ตราอิเล็กทรอนิกส์ของระบบ"),
        # Off the page: there nothing is asked of the tags.
        invis_sig_settings=InvisSigSettings(box_out_of_bounds=True),
    )
    try:
        with seal.pyhanko_signer() as signer:
            return add_signature(open_update(pdf), metadata, signer, at=at, new_field=field)
    except (PdfError, ValueError, KeyError, TypeError) as error:
        raise SigningFailed(BROKEN) from error
