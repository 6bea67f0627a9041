"""The catalog: the program's own files, the user's, and what is wrong when they do not fit together."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from msp_select.errors import FileError, FileFaults
from msp_select.store.catalog import load_catalog
from msp_select.store.files import shipped_folder

PILLAR = """schema = 1
id = "culture"
version = "1.0"
title = "Culture"
summary = "Do we like them?"

[[criteria]]
id = "fit"
title = "Fit"

[[questions]]
id = "cul_like"
criterion = "fit"
weight = 2
asked_of = "owner"
text = "Do you like them?"
ask = "Do they like you?"
why = "You will meet often."
kind = "choice"
levels = [
  { id = "yes", value = 100, label = "Yes" },
  { id = "no", value = 0, label = "No" },
]
short = "Liking"
"""

PROFILE = """schema = 1
id = "ours"
title = "Ours"
summary = "As we like it"

[pillars]
price = 50
staffing = 50

[evidence]
said = 0.6
written = 0.75
contract = 0.9
seen = 0.95
confirmed = 1.0
"""


def put(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def refused(beside: Path | None = None) -> str:
    with pytest.raises(FileError) as caught:
        load_catalog(beside)
    return caught.value.message


def test_the_shipped_catalog_in_its_order(own_folders: Path) -> None:
    assert not own_folders.exists()
    catalog = load_catalog()
    pillars = ["proactivity", "transparency", "staffing", "price", "security"]
    assert [pillar.id for pillar in catalog.questionnaires] == pillars
    profiles = [profile.id for profile in catalog.profiles]
    assert profiles == ["balanced", *sorted(profiles[1:])]
    assert [entry.id for entry in catalog.entries][:5] == pillars
    sizes = (shipped_folder("questionnaires") / "sizes.toml").read_bytes()
    assert next(one.digest for one in catalog.entries if one.id == "sizes") == sha256(sizes).hexdigest()


def test_cues_are_loaded_when_asked_for_and_leave_the_digest_as_it_is(
    own_folders: Path, tmp_path: Path
) -> None:
    assert not own_folders.exists()
    plain = put(tmp_path / "one" / "questionnaires", "culture.toml", PILLAR)
    cued = put(
        tmp_path / "other" / "questionnaires",
        "culture.toml",
        f'{PILLAR.rstrip()}\ncues = [\n  "thank~ * staff",\n]\n',
    )
    one, other = (load_catalog(path.parent.parent) for path in (plain, cued))
    assert one.entries == other.entries  # nobody is told that questions changed
    question = next(reversed(other.questions))
    assert other.questions[question].cues == ()
    assert other.with_cues.questions[question].cues == ("thank~ * staff",)
    assert other.reading is None
    assert other.with_cues.reading is not None


@pytest.mark.parametrize("phrase", ["Thanks", "a b ", "* a", "a *", "a/", "~", "thank-", "(a|b)", "don't"])
def test_a_cue_that_is_no_phrase_is_named_with_its_line(own_folders: Path, phrase: str) -> None:
    text = f'{PILLAR.rstrip()}\ncues = ["thanks", "{phrase}"]\n'
    path = put(own_folders / "config" / "questionnaires", "mine.toml", text)
    with pytest.raises(FileFaults) as refused:
        load_catalog(cues=True)
    assert f"{path}:{len(text.splitlines())}: " in refused.value.message
    assert f'"{phrase}" is not a phrase; expected words in small letters' in refused.value.message


def test_the_users_own_files_join_after_the_shipped_ones(own_folders: Path, tmp_path: Path) -> None:
    put(own_folders / "config" / "questionnaires", "culture.toml", PILLAR)
    put(own_folders / "config" / "weights", "ours.toml", PROFILE)
    put(tmp_path / "work" / "weights", "theirs.toml", PROFILE.replace('"ours"', '"theirs"'))
    session = put(tmp_path / "work", "acme.toml", "")
    catalog = load_catalog(session)
    assert catalog.questionnaires[-1].id == "culture"
    assert catalog.profile("ours") is not None
    assert catalog.profile("theirs") is not None
    assert load_catalog().profile("theirs") is None


def test_a_session_beside_the_shipped_files_does_not_find_them_twice(own_folders: Path) -> None:
    assert not own_folders.exists()
    assert load_catalog(shipped_folder("questionnaires").parent) == load_catalog()


def test_the_same_id_twice_names_both_files(own_folders: Path) -> None:
    path = put(own_folders / "config" / "questionnaires", "mine.toml", PILLAR.replace("culture", "staffing"))
    first = shipped_folder("questionnaires") / "staffing.toml"
    assert refused() == f'{path}:2: id: the id "staffing" is already used by {first}'


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (
            "cul_like",
            "sta_turnover",
            '12: questions[1].id: the id "sta_turnover" is already used in {staffing}',
        ),
        (
            'why = "You',
            'feeds = "bid.montly"\nwhy = "You',
            '18: questions[1].feeds: there is no cost input "bid.montly"; did you mean "bid.monthly"?',
        ),
        (
            'why = "You',
            'must_have = { at_most = 4 }\nwhy = "You',
            "18: questions[1].must_have: at_most is for numbers; a choice has at_least, held against its "
            "value of 0 to 100",
        ),
        (
            'criterion = "fit"',
            'criterion = "fitt"',
            '13: questions[1].criterion: there is no criterion "fitt"; there are: fit',
        ),
        ("value = 100", "value = 101", "21: questions[1].levels[1].value: 101 is not a value from 0 to 100"),
        ("cul_like", "culture", '12: questions[1].id: the id "culture" is already used in {own}'),
        (
            'title = "Fit"',
            'title = "Fit"\nscored_from = "cash"',
            '10: criteria[1].scored_from: "price.level" is scored from the bid already; a bid has one price',
        ),
        ("label", "lable", "21: questions[1].levels[1].label: is missing"),
        ('kind = "choice"', 'kind = "choise"', None),
        ("schema = 1", "schema = 2", "1: schema: 2 is not known here; expected 1"),
    ],
)
def test_a_questionnaire_of_ones_own_with_a_fault(
    old: str, new: str, what: str | None, own_folders: Path
) -> None:
    path = put(own_folders / "config" / "questionnaires", "culture.toml", PILLAR.replace(old, new, 1))
    staffing = shipped_folder("questionnaires") / "staffing.toml"
    if what is None:
        what = '19: questions[1].kind: "choise" is not known here; expected "choice", "number" or "money"'
    assert refused().split("\n")[0] == f"{path}:{what.format(staffing=staffing, own=path)}"


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (
            "staffing = 50",
            "stafing = 50",
            '8: pillars.stafing: there is no pillar "stafing"; did you mean "staffing"?',
        ),
        (
            "[evidence]",
            "[criteria.price]\nlevels = 3\n\n[evidence]",
            '11: criteria.price.levels: there is no criterion "levels"; did you mean "level"?',
        ),
        (
            "[pillars]",
            'covers = ["biz_regulatd"]\n\n[pillars]',
            '6: covers[1]: there is no question about the business "biz_regulatd"; '
            'did you mean "biz_regulated"?',
        ),
        ("said = 0.6", "said = 1.6", "11: evidence.said: 1.6 is not a share from 0 to 1"),
        ("said = 0.6", "siad = 0.6", None),
    ],
)
def test_a_weight_profile_of_ones_own_with_a_fault(
    old: str, new: str, what: str | None, own_folders: Path
) -> None:
    path = put(own_folders / "config" / "weights", "ours.toml", PROFILE.replace(old, new, 1))
    if what is None:
        known = '"said", "written", "contract", "seen", "confirmed" or "measured"'
        what = f'11: evidence.siad: "siad" is not known here; expected {known}'
    assert refused().split("\n")[0] == f"{path}:{what}"


@pytest.mark.parametrize(
    ("name", "old", "new", "what"),
    [
        (
            "business",
            'weight = "security"',
            'weight = "securty"',
            'there is no pillar, criterion or question "securty"; did you mean "security"?',
        ),
        (
            "business",
            'not_asked = "sec_partner_rights"',
            'not_asked = "sec_partner_right"',
            'there is no question "sec_partner_right"; did you mean "sec_partner_rights"?',
        ),
        (
            "business",
            'when      = { question = "biz_downtime_hour"',
            'when      = { question = "biz_margin"',
            'there is no earlier question about the business "biz_margin"',
        ),
        (
            "business",
            'any_of = ["new_site", "remote_work"',
            'any_of = ["new_sites", "remote_work"',
            'there is no option of "biz_plans" "new_sites"; did you mean "new_site"?',
        ),
        (
            "staffing",
            'into    = ["sta_turnover"]',
            'into    = ["sta_turnovers"]',
            'there is no question "sta_turnovers"; did you mean "sta_turnover"?',
        ),
        (
            "staffing",
            '[[retired]]\nid      = "sta_tenure"',
            '[[retired]]\nid      = "sta_turnover"',
            '"sta_turnover" is still asked; expected one of them',
        ),
        (
            "usual_ranges",
            'field    = "pri_rate"',
            'field    = "pri_rates"',
            'there is no field "pri_rates"; did you mean "pri_rate"?',
        ),
        (
            "usual_ranges",
            'field = "biz_price_low"',
            'field = "biz_price_lo"',
            'there is no field "biz_price_lo"; did you mean "biz_price_low"?',
        ),
        (
            "reference_call",
            'lifts   = ["tra_references"]',
            'lifts   = ["tra_reference"]',
            'there is no question "tra_reference"; did you mean "tra_references"?',
        ),
        (
            "agreement",
            'unless   = { question = "biz_insured", any_of = ["not_insured"] }',
            'unless   = { question = "biz_insured", any_of = ["insurd"] }',
            'there is no option of "biz_insured" "insurd"; did you mean "insured"?',
        ),
        (
            "agreement",
            'needs    = { question = "biz_sponsor", none_of = ["nobody_yet"] }',
            'needs    = { question = "biz_sponsor", none_of = ["nobody"] }',
            'there is no option of "biz_sponsor" "nobody"; did you mean "nobody_yet"?',
        ),
    ],
)
def test_what_the_content_names_exists(
    name: str,
    old: str,
    new: str,
    what: str,
    own_folders: Path,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    assert not own_folders.exists()
    copy = tmp_path / "shipped"
    for kind in ("questionnaires", "weights"):
        shutil.copytree(shipped_folder(kind), copy / kind)
    monkeypatch.setattr("msp_select.store.files.shipped_folder", lambda kind: copy / kind)
    file = copy / "questionnaires" / f"{name}.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + old.count("\n") + 1
    message = refused().split("\n")[0]
    assert message.startswith(f"{file}:{line}: ")
    assert what in message


def test_a_changed_file_is_read_again(own_folders: Path) -> None:
    path = put(own_folders / "config" / "questionnaires", "culture.toml", PILLAR)
    assert load_catalog().questions["cul_like"].text == "Do you like them?"
    path.write_text(PILLAR.replace("Do you like them?", "Would you have lunch?"), encoding="utf-8")
    assert load_catalog().questions["cul_like"].text == "Would you have lunch?"
