"""What a file says of itself in XMP beside WeasyPrint's: PDF/UA, and ETDA's schema for electronic documents.

PDF/A takes properties of other schemas only where the file describes them (ISO 19005-3, 6.6.2.3).
"""

from collections.abc import Callable, Iterator
from functools import wraps
from xml.etree.ElementTree import Element, SubElement, fromstring, register_namespace, tostring

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_UA = "http://www.aiim.org/pdfua/ns/id/"
_ED = "urn:etda:pdfa:ElectronicDocument:1p0:standard#"
_EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
_SCHEMA = "http://www.aiim.org/pdfa/ns/schema#"
_PROPERTY = "http://www.aiim.org/pdfa/ns/property#"
_PREFIXES = {"ed": _ED, "pdfaExtension": _EXTENSION, "pdfaSchema": _SCHEMA, "pdfaProperty": _PROPERTY}
# The names of the meta elements that a document has for them.
DOCUMENT_PROPERTIES = {
    "DocumentOID": "Identifier of the electronic document: its verification code",
    "DocumentReferenceID": "Reference of the electronic document: its number in the register",
    "DocumentVersion": "Version of the electronic document: its edition",
    "DocumentFileName": "Name of the electronic document's file",
}


def describe(metadata, *, accessible: bool) -> None:
    """Let WeasyPrint's metadata of one document say also what this module knows, if it is ``accessible``: tagged."""
    if not accessible:
        return
    for prefix, namespace in _PREFIXES.items():
        register_namespace(prefix, namespace)
    # WeasyPrint knows meta elements by their names in small letters.
    told = {name: metadata.custom.get(name.lower()) for name in DOCUMENT_PROPERTIES}
    properties = {name: text for name, text in told.items() if text}
    metadata.generate_rdf_metadata = _with_more(metadata.generate_rdf_metadata, properties)


def _with_more(generate: Callable, properties: dict[str, str]) -> Callable:
    @wraps(generate)
    def generated(*args) -> bytes:
        rdf = fromstring(generate(*args))
        rdf.extend(_descriptions(properties))
        return tostring(rdf, encoding="utf-8")

    return generated


def _descriptions(properties: dict[str, str]) -> Iterator[Element]:
    about = {f"{{{_RDF}}}about": ""}
    accessible = Element(f"{{{_RDF}}}Description", about)
    SubElement(accessible, f"{{{_UA}}}part").text = "1"
    yield accessible
    extension = Element(f"{{{_RDF}}}Description", about)
    bag = SubElement(SubElement(extension, f"{{{_EXTENSION}}}schemas"), f"{{{_RDF}}}Bag")
    conformance = {"part": ("Integer", "Part of ISO 14289 that the file conforms to")}
    _describe_schema(bag, "PDF/UA identification schema", _UA, "pdfuaid", conformance)
    if properties:
        texts = {name: ("Text", DOCUMENT_PROPERTIES[name]) for name in properties}
        _describe_schema(bag, "ETDA PDF/A electronic document schema", _ED, "ed", texts)
    yield extension
    if properties:
        document = Element(f"{{{_RDF}}}Description", about)
        for name, text in properties.items():
            SubElement(document, f"{{{_ED}}}{name}").text = text
        yield document


def _describe_schema(
    bag: Element, title: str, namespace: str, prefix: str, properties: dict[str, tuple[str, str]]
) -> None:
    resource = {f"{{{_RDF}}}parseType": "Resource"}
    schema = SubElement(bag, f"{{{_RDF}}}li", resource)
    for name, text in (("schema", title), ("namespaceURI", namespace), ("prefix", prefix)):
        SubElement(schema, f"{{{_SCHEMA}}}{name}").text = text
    described = SubElement(SubElement(schema, f"{{{_SCHEMA}}}property"), f"{{{_RDF}}}Seq")
    for name, (kind, description) in properties.items():
        entry = SubElement(described, f"{{{_RDF}}}li", resource)
        for key, text in (
            ("name", name), ("valueType", kind), ("category", "internal"), ("description", description),
        ):  # fmt: skip
            SubElement(entry, f"{{{_PROPERTY}}}{key}").text = text
