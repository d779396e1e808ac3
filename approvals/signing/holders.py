"""What a certificate (asn1crypto) says of its holder and of what it is for; pure."""

# One of these must be among what a certificate is made for, if that is limited.
_PURPOSES = {
    "2.5.29.37.0",  # anything
    "1.3.6.1.5.5.7.3.2",  # a person's sign-in
    "1.3.6.1.5.5.7.3.4",  # e-mail
    "1.3.6.1.5.5.7.3.36",  # signing documents (RFC 9336)
    "1.3.6.1.4.1.311.10.3.12",  # the same, by Microsoft
    "1.2.840.113583.1.1.5",  # the same, by Adobe
}


def may_sign(certificate) -> bool:
    """Tell whether documents may be signed with the certificate (asn1crypto).

    One without the extensions is not restricted (RFC 5280, 4.2.1.3 and 4.2.1.12).
    """
    usage, purposes = certificate.key_usage_value, certificate.extended_key_usage_value
    if usage is not None and not usage.native & {"digital_signature", "non_repudiation"}:
        return False
    return purposes is None or any(purpose.dotted in _PURPOSES for purpose in purposes)


def attribute_text(name: dict, attribute: str) -> str:
    """Return the attribute of a name, which may stand there more than once; "" without it."""
    value = name.get(attribute, "")
    return value if isinstance(value, str) else " ".join(value)
