"""Ten inputs that break things, each with the sentence a person reads."""

from __future__ import annotations

import pytest

from msp_select.errors import FileError, FileFaults
from msp_select.model.catalog import Catalog
from msp_select.model.session import Session
from msp_select.store.session import dump_session, parse_session

HEAD = 'schema = 1\ntitle = "T"\ncreated = 2026-11-20\nas_of = 2026-11-21\n'
ACME = '[[candidates]]\nid = "acme"\nname = "Acme"\n'
MEND_LINE = "Mend that line; a text needs quotes, a list [ ], a table [name]."
MEND = "Mend the line named above and try again."
SAVE_AS = "Open it in a text editor and save it with the encoding UTF-8."


def refused(text: str | bytes, catalog: Catalog) -> tuple[str, str]:
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(FileError) as caught:
        parse_session(data, "acme.toml", catalog)
    return caught.value.message, caught.value.remedy


@pytest.mark.parametrize(
    ("end", "what"),
    [
        (
            'title2 = "cut he',
            '5:17: the file ends too early: a text has no closing quote (near: title2 = "cut he)',
        ),
        (
            "[candidates",
            "5:12: the file ends too early: expected ] at the end of the table's name (near: [candidates)",
        ),
        ("size", "5:5: the file ends too early: expected = after the key (near: size)"),
    ],
)
def test_1_a_file_cut_in_the_middle(end: str, what: str, catalog: Catalog) -> None:
    assert refused(HEAD + end, catalog) == (f"acme.toml:{what}", MEND_LINE)


def test_2_a_byte_order_mark_is_accepted(catalog: Catalog) -> None:
    assert parse_session(b"\xef\xbb\xbf" + HEAD.encode(), "acme.toml", catalog).title == "T"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_2_utf_16_is_named(encoding: str, catalog: Catalog) -> None:
    expected = ("acme.toml: the file is written in UTF-16, expected UTF-8", SAVE_AS)
    assert refused(HEAD.encode(encoding), catalog) == expected


def test_2_another_encoding_is_named_with_its_line(catalog: Catalog) -> None:
    text = (HEAD + 'paid_by = "André"').encode("latin-1")
    assert refused(text, catalog) == ("acme.toml:5: the byte 0xe9 is not UTF-8 text", SAVE_AS)


@pytest.mark.parametrize("deep", ["[" * 5000, "{a = " * 3000])
def test_3_nested_too_deeply(deep: str, catalog: Catalog) -> None:
    expected = ("acme.toml: lists or tables are nested too deeply", "Check that this is the right file.")
    assert refused(f"{HEAD}x = {deep}", catalog) == expected


def test_3_a_key_of_half_a_million_parts(catalog: Catalog) -> None:
    text = HEAD + "a" + ".a" * 500_000 + " = 1"
    assert refused(text, catalog) == ("acme.toml:5: a key has too many parts", MEND_LINE)


@pytest.mark.parametrize("number", ["9" * 5000, "1e99999999999999999999"])
def test_4_a_number_of_five_thousand_digits(number: str, catalog: Catalog) -> None:
    what = "acme.toml:5: a number has too many digits, or a date does not exist"
    assert refused(f"{HEAD}term_months = {number}", catalog) == (what, MEND_LINE)


def test_4_a_long_number_in_another_base(catalog: Catalog) -> None:
    what = "acme.toml:5: term_months: a number with that many digits is not accepted"
    assert refused(f"{HEAD}term_months = 0x{'f' * 5000}", catalog) == (what, MEND)


@pytest.mark.parametrize(
    ("weight", "what"),
    [
        ("nan", "nan is not a finite number"),
        ("inf", "infinity is not a finite number"),
        ("-1", "-1 is below zero"),
        ('"0.4"', '"0.4" is not a number'),
        ("true", "true is not a number"),
        ("1e400", "1e+400 is too large, at most 10^15"),
        ("1e1000000", "1e+1000000 is too large, at most 10^15"),
        ("[1]", "a list is not a number"),
        ("{ a = 1 }", "a table is not a number"),
    ],
)
def test_5_a_weight_that_is_none(weight: str, what: str, catalog: Catalog) -> None:
    text = f"{HEAD}\n[weights.pillars]\nprice = {weight}\n"
    assert refused(text, catalog) == (f"acme.toml:7: weights.pillars.price: {what}", MEND)


def test_5_weights_that_are_all_zero(catalog: Catalog) -> None:
    zeros = "".join(f"{pillar.id} = 0\n" for pillar in catalog.questionnaires)
    what = "acme.toml:5: weights.pillars: all pillars have the weight 0; at least one must count"
    assert refused(f"{HEAD}[weights.pillars]\n{zeros}", catalog) == (what, MEND)


@pytest.mark.parametrize(
    ("text", "what", "remedy"),
    [
        (
            'size = "core"\nsize = "quick"\n',
            '6:15: this key is already there (near: size = "quick")',
            MEND_LINE,
        ),
        ("[weights]\n[weights]\n", "6:9: this table is already there (near: [weights])", MEND_LINE),
        ('curency = "USD"\n', '5: curency: unknown key; did you mean "currency"?', MEND),
        (ACME + 'notes = "x"\n', '8: candidates[1].notes: unknown key; did you mean "note"?', MEND),
        (
            ACME + '[candidates.bid]\nbasis = "flat"\nmontly = 3\n',
            '10: candidates[1].bid.montly: unknown key; did you mean "monthly"?',
            MEND,
        ),
        (
            'favourite = "acmee"\n' + ACME,
            '5: favourite: there is no candidate "acmee"; did you mean "acme"?',
            MEND,
        ),
        (ACME + ACME, '9: candidates[2].id: two candidates have the id "acme"', MEND),
    ],
)
def test_6_keys_and_ids_twice_or_unknown(text: str, what: str, remedy: str, catalog: Catalog) -> None:
    assert refused(HEAD + text, catalog) == (f"acme.toml:{what}", remedy)


def test_7_too_large_a_file_is_not_even_parsed(catalog: Catalog) -> None:
    assert refused(b"[" * (4 * 1024 * 1024 + 1), catalog) == (
        "acme.toml: the file is larger than 4 MiB, the most that is read",
        "Check that this is the right file; a session is rarely larger than 0.2 MiB.",
    )


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",  # 8
        '=HYPERLINK("http://x")',  # 9
        "+1",
        "@SUM(1)",
        "＝1",
        "[bold red]x[/]",  # 10
        "[@click=app.quit]x[/]",
        "../../etc/x",
        "שלום 👩‍💻",
    ],
)
def test_8_to_10_text_is_data_and_kept_as_it_is(name: str, catalog: Catalog) -> None:
    session = Session.model_validate({"title": name, "created": _day(), "as_of": _day()})
    assert parse_session(dump_session(session), "acme.toml", catalog).title == name


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("\\u001b[31mred\\u001b[0m", "red"),
        ("\\u001b]8;;http://x\\u0007link\\u001b]8;;\\u0007", "link"),
        ("a\\u0000b", "ab"),
        ("evil\\u202egpj.exe", "evilgpj.exe"),
    ],
)
def test_11_what_drives_a_terminal_is_removed(name: str, kept: str, catalog: Catalog) -> None:
    text = HEAD + ACME.replace('"Acme"', f'"{name}"')
    assert parse_session(text.encode(), "acme.toml", catalog).candidates[0].name == kept


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("   ", "a name must have at least one visible character"),
        ("A" * 300, "a name of 300 characters is too long, at most 200"),
        ("A" * 10_000, "10000 characters are too many, at most 4000"),
    ],
)
def test_11_a_name_that_breaks_a_table_is_refused(name: str, what: str, catalog: Catalog) -> None:
    text = HEAD + ACME.replace('"Acme"', f'"{name}"')
    assert refused(text, catalog) == (f"acme.toml:7: candidates[1].name: {what}", MEND)


def test_all_faults_come_at_once_in_the_order_of_their_lines(catalog: Catalog) -> None:
    text = HEAD + 'size = "big"\nvat = 3\n' + ACME + "kind = 1\n[candidates.bid]\nmonthly = -1\n"
    with pytest.raises(FileFaults) as caught:
        parse_session(text.encode(), "acme.toml", catalog)
    assert caught.value.faults == (
        'acme.toml:5: size: "big" is not known here; expected "quick", "core" or "full"',
        'acme.toml:6: vat: 3 is not known here; expected "excluded" or "included"',
        'acme.toml:10: candidates[1].kind: 1 is not known here; expected "provider", "incumbent", '
        '"in_house" or "shared"',
        "acme.toml:11: candidates[1].bid.basis: is missing",
        "acme.toml:12: candidates[1].bid.monthly: -1 is below zero",
    )
    assert caught.value.remedy == "Mend the lines named above and try again."


def test_a_hundred_faults_are_enough(catalog: Catalog) -> None:
    text = HEAD + "".join(f"key{number} = 1\n" for number in range(150))
    message, _ = refused(text, catalog)
    assert message.split("\n")[-1] == "... and 50 more faults"


def test_a_value_shown_is_cleaned_and_cut(catalog: Catalog) -> None:
    text = HEAD + 'currency = "\\u001b[31m' + "x" * 100 + '"\n'
    cut = '"' + "x" * 56 + "..."
    what = f"acme.toml:5: currency: {cut} is not a currency code of three capital letters, such as USD"
    assert refused(text, catalog) == (what, MEND)


def _day() -> object:
    import datetime as dt

    return dt.date(2026, 11, 20)
