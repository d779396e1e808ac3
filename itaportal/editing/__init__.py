"""How people enter and change data: fields described once, forms laid out alike, one way of saving (docs/forms.md)."""
