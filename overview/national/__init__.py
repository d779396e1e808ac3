"""A whole country of invented agencies, to measure the portal with: the same rows whenever the same seed is given."""
