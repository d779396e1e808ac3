import pytest

from measures.rules.order import put_in_order


@pytest.mark.parametrize(
    ("places", "expected"),
    [
        pytest.param([None, None, None], "ABC", id="as typed"),
        pytest.param([None, None, 1], "CAB", id="last to the front"),
        pytest.param([3, None, None], "BCA", id="first to the end"),
        pytest.param([None, 1, None], "BAC", id="one up"),
        pytest.param([3, None, 1], "CBA", id="two moved"),
        pytest.param([None, 99, None], "ACB", id="beyond the end"),
        pytest.param([1, 1, None], "BAC", id="the same place twice"),
    ],
)
def test_put_in_order_puts_a_row_at_the_place_it_names(places, expected):
    assert put_in_order("ABC", places) == list(expected)
