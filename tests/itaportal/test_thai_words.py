"""Words of Thai text: newmm with the words of the field."""

from pathlib import Path

import pytest

from itaportal.thai.words import dictionary, domain_words, is_word, syllables_of, words_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("การจัดซื้อจัดจ้างของหน่วยงาน", ["การ", "จัดซื้อจัดจ้าง", "ของ", "หน่วยงาน"]),
        ("ไม่ประพฤติมิชอบ 1,234.50 บาท", ["ไม่", "ประพฤติมิชอบ", " ", "1,234.50", " ", "บาท"]),
        ("", []),
        ("ปัญฺญา😀", ["ปัญฺญา", "😀"]),
    ],
)
def test_text_falls_into_words_and_nothing_is_lost(text, words):
    assert words_of(text) == words
    assert "".join(words) == text


def test_names_are_words_of_their_own_and_the_longest_wins():
    names = ("ทรายทอง", "เทศบาลตำบลทรายทอง", "")

    assert words_of("ที่เทศบาลตำบลทรายทองและทรายทอง", names) == [
        "ที่", "เทศบาลตำบลทรายทอง", "และ", "ทรายทอง",
    ]  # fmt: skip


def test_syllables_come_from_the_dictionary():
    assert syllables_of("ผู้รับผิดชอบ") == ("ผู้", "รับ", "ผิด", "ชอบ")


def test_words_of_the_field_are_listed_once_and_known():
    assert is_word("ธรรมาภิบาล")
    assert not is_word("มาตราการ")
    assert all(word == word.strip() for word in domain_words())


def test_texts_fall_into_the_words_that_pythainlp_finds_with_its_own_tree():
    """Over the demonstration's documents, the originals and what the golden files hold: 100,000 letters and more."""
    from pythainlp.tokenize import word_tokenize
    from pythainlp.util import Trie

    texts = [
        file.read_text(encoding="utf-8")
        for folder in ("fixtures/demo", "tests/data/whole", "tests/data/golden")
        for file in sorted((ROOT / folder).rglob("*"))
        if file.suffix in (".txt", ".yaml")
    ]
    lines = sorted({line.strip() for text in texts for line in text.splitlines() if line.strip()})
    theirs = Trie(dictionary())

    assert sum(map(len, lines)) > 100_000
    assert [
        line for line in lines if words_of(line) != word_tokenize(line, custom_dict=theirs, engine="newmm")
    ] == []
