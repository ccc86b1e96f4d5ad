"""Receipt codes are readable, unguessable, and notice a slip of the pen."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from parvis.core.receipts import ALPHABET, LENGTH, NotAReceipt, format_code, new_code, read_code

codes = st.builds(new_code)


def test_a_code_is_written_in_three_groups():
    assert format_code("7K3M9QXT4C") == "7K3M-9QXT-4C"


@given(codes)
def test_a_code_is_read_however_it_is_typed(code):
    spoken = f"  {format_code(code).lower().replace('-', ' ')} "

    assert read_code(spoken) == code
    assert read_code(code.replace("0", "o").replace("1", "l")) == code


@given(codes)
def test_a_code_may_be_typed_with_arabic_digits(code):
    assert read_code(code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))) == code


@given(codes, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_every_single_wrong_character_is_caught(code, position, character):
    typed = code[:position] + character + code[position + 1 :]

    if typed == code:
        assert read_code(typed) == code
    else:
        with pytest.raises(NotAReceipt):
            read_code(typed)


@given(codes, st.integers(0, LENGTH - 2))
@example("N355QWR0GP", 7)  # Three other swaps are sound as well.
def test_every_swap_of_neighbours_is_caught_and_the_right_code_is_offered(code, i):
    typed = code[:i] + code[i + 1] + code[i] + code[i + 2 :]

    if typed != code:
        with pytest.raises(NotAReceipt) as slip:
            read_code(typed)
        assert format_code(code) in slip.value.likely


@pytest.mark.parametrize("typed", ["", "7K3M", "7K3M-9QXT-4C7", "7K3M-9QXT-4é", "٧K3M9QXT4é", "\x00" * 10])
def test_what_cannot_be_a_code_is_refused(typed):
    with pytest.raises(NotAReceipt):
        read_code(typed)


def test_codes_do_not_repeat():
    assert len({new_code() for _ in range(10_000)}) == 10_000
