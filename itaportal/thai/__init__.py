"""Thai numbers, days, spelling, words and order: one module per purpose, each a set of pure functions without Django."""
