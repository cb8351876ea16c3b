"""The rules as data: what stands in them, what is refused, and that the page written from them is current."""

from datetime import date, time
from fractions import Fraction

import pytest

from config import law, law_page
from config.law import BrokenLawError, Confidence, Layer, MonthDay, rule, rules

SOUND = """
[time-test]
value = 3
unit = "day"
article = "《民法典》第二百零一条"
article_en = "Civil Code, art. 201"
confidence = "A"
layer = "national"
"""


# --- what the product relies on


@pytest.mark.parametrize(
    ("key", "value", "unit", "article"),
    [
        ("assembly-participation-area", Fraction(2, 3), "share", "《民法典》第二百七十八条第二款"),
        ("assembly-participation-headcount", Fraction(2, 3), "share", "《民法典》第二百七十八条第二款"),
        ("assembly-ordinary-majority", Fraction(1, 2), "more-than-share", "《民法典》第二百七十八条第二款"),
        ("assembly-special-majority", Fraction(3, 4), "share", "《民法典》第二百七十八条第二款"),
        ("assembly-extraordinary-request", Fraction(1, 5), "share", "第十三条"),
        ("assembly-notice", 15, "day", "《物业管理条例》第十四条"),
        ("assembly-candidates-posting", 10, "day", "第三十一条"),
        ("assembly-filing", 30, "day", "第二十六条"),
        ("assembly-silence-counts", False, "flag", "第二百七十八条"),
        ("committee-notice", 3, "day", "《宁波市住宅小区物业管理条例》第三十三条第二款"),
        ("committee-notice-plan", 7, "day", "第三十九条"),
        ("committee-result", 3, "day", "《宁波市住宅小区物业管理条例》第三十三条第三款"),
        ("committee-quorum", Fraction(1, 2), "more-than-share", "第三十三条"),
        ("committee-majority", Fraction(1, 2), "more-than-share", "第三十三条"),
        ("committee-proxy-allowed", False, "flag", "第三十三条"),
        ("committee-requested-by-members", Fraction(1, 3), "share", "第三十二条"),
        ("committee-reelection", 60, "day", "第三十六条"),
        ("committee-acknowledgement", 5, "working-day", "小区默认设置"),
        ("money-fund-low", Fraction(3, 10), "share", "第六十九条"),
        ("money-contract-decision", 4, "month", "第五十七条"),
        ("money-publication-due", MonthDay(3, 31), "date", "小区默认设置"),
        ("complaints-emergency-repeat", 3, "minute", "小区默认设置"),
        ("complaints-emergency-climb", 3, "minute", "小区默认设置"),
        ("complaints-default-close", 7, "day", "小区默认设置"),
        ("time-quiet-from", time(21), "clock", "小区默认设置"),
        ("time-quiet-until", time(8), "clock", "小区默认设置"),
        ("time-office-opens", time(8, 30), "clock", "小区默认设置"),
        ("time-office-closes", time(17, 30), "clock", "小区默认设置"),
        ("time-form-expiry", 7, "day", "小区默认设置"),
        ("time-staff-route-proof", 7, "day", "小区默认设置"),
    ],
)
def test_a_rule_says_its_number_and_its_article(key, value, unit, article):
    found = rule(key)
    assert (found.value, found.unit) == (value, unit)
    assert article in found.article


def test_an_unknown_rule_is_refused_at_once():
    with pytest.raises(KeyError, match="assembly-notise"):
        rule("assembly-notise")


def test_rules_are_loaded_once():
    assert rule("assembly-notice") is rule("assembly-notice")


def test_every_topic_has_its_rules():
    topics = {"assembly", "committee", "money", "complaints", "privacy", "time"}
    assert {found.topic for found in rules()} >= topics


def test_what_is_borrowed_or_unverified_is_never_said_as_law():
    for found in rules():
        if found.confidence in (Confidence.ELSEWHERE, Confidence.UNVERIFIED):
            assert found.is_house_default, found.key
        if not found.is_house_default:
            assert found.article != "小区默认设置", found.key
    assert rule("complaints-answer-most").is_house_default
    assert rule("complaints-lift-arrival").is_house_default
    assert not rule("committee-notice").is_house_default


def test_a_value_is_asked_for_by_its_kind():
    assert rule("assembly-notice").number == 15
    assert rule("assembly-special-majority").share == Fraction(3, 4)
    assert rule("time-quiet-from").clock == time(21)
    assert rule("committee-size-odd").flag is True
    assert rule("money-publication-due").day_in(2027) == date(2027, 3, 31)
    assert "rebuild" in rule("assembly-special-matters").names


@pytest.mark.parametrize(
    ("key", "kind"),
    [("assembly-special-majority", "number"), ("committee-size-odd", "number"), ("assembly-notice", "share")],
)
def test_the_wrong_kind_is_refused(key, kind):
    with pytest.raises(TypeError, match=key):
        getattr(rule(key), kind)


# --- shares


@pytest.mark.parametrize(
    ("key", "enough", "too_few", "whole"),
    [
        ("assembly-participation-headcount", 237, 236, 355),
        ("assembly-participation-area", 24_406_04, 24_406_03, 36_609_05),
        ("assembly-participation-headcount", 36, 35, 53),
        ("assembly-participation-area", 3_579_76, 3_579_75, 5_369_63),
        ("assembly-participation-headcount", 2, 1, 3),  # exactly two thirds
        ("assembly-ordinary-majority", 51, 50, 100),  # exactly half is not more than half
        ("assembly-special-majority", 75, 74, 100),  # exactly three quarters
        ("committee-quorum", 3, 2, 5),
    ],
)
def test_a_share_is_reached_or_not(key, enough, too_few, whole):
    assert rule(key).is_reached(enough, whole)
    assert not rule(key).is_reached(too_few, whole)


def test_nobody_is_never_enough():
    assert not rule("assembly-special-majority").is_reached(0, 0)


# --- entries that cannot be used


def load(folder, text, name="time.toml"):
    (folder / name).write_text(text, encoding="utf-8")
    return law.load(folder)


def test_a_sound_entry_is_read(tmp_path):
    found = load(tmp_path, SOUND)["time-test"]
    assert (found.number, found.layer, found.note) == (3, Layer.NATIONAL, "")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("value = 3", "value = -3"), "-3 is not a whole number"),
        (("value = 3", "value = 3.0"), "3.0 is not a whole number"),
        (("value = 3", "value = true"), "True is not a whole number"),
        (("value = 3", ""), r"missing fields \['value'\]"),
        (('unit = "day"', 'unit = "week"'), "unknown unit 'week'"),
        (('unit = "day"', 'unit = "share"'), "3 is not a share"),
        (('value = 3\nunit = "day"', 'value = "4/3"\nunit = "share"'), "'4/3' is not a share"),
        (('value = 3\nunit = "day"', 'value = "8:30"\nunit = "clock"'), "'8:30' is not a time"),
        (('value = 3\nunit = "day"', 'value = "25:30"\nunit = "clock"'), "hour must be"),
        (('value = 3\nunit = "day"', 'value = "02-29"\nunit = "date"'), "day is out of range"),
        (('value = 3\nunit = "day"', 'value = "yes"\nunit = "flag"'), "'yes' is not true or false"),
        (('value = 3\nunit = "day"', 'value = ["Two words"]\nunit = "list"'), "a list holds"),
        (('"Civil Code, art. 201"', '" "'), "article_en is empty"),
        (('confidence = "A"', 'confidence = "E"'), "'E' is not a valid Confidence"),
        (('layer = "national"', 'layer = "town"'), "'town' is not a valid Layer"),
        (('confidence = "A"', 'confidence = "M"'), "M is a house default, never national law"),
        (('layer = "national"', 'layer = "house"'), "a house default cannot have confidence A"),
        (('layer = "national"', 'layer = "national"\nlink = "x"'), r"unknown fields \['link'\]"),
    ],
)
def test_a_broken_entry_names_its_file_and_key(tmp_path, change, why):
    assert change[0] in SOUND
    with pytest.raises(BrokenLawError, match=rf"^time\.toml: time-test: .*{why}"):
        load(tmp_path, SOUND.replace(*change))


def test_a_key_begins_with_its_topic(tmp_path):
    with pytest.raises(BrokenLawError, match=r"^money\.toml: time-test: .*begins with money-"):
        load(tmp_path, SOUND, "money.toml")


@pytest.mark.parametrize("text", ["[time-test", SOUND + SOUND])
def test_a_file_that_is_no_toml_is_named(tmp_path, text):
    with pytest.raises(BrokenLawError, match=r"^time\.toml: "):
        load(tmp_path, text)


def test_a_bare_value_is_no_entry(tmp_path):
    with pytest.raises(BrokenLawError, match=r"^time\.toml: time-test: an entry is a table"):
        load(tmp_path, "time-test = 3")


# --- the page


def test_the_page_is_current():
    assert law_page.PAGE.read_text(encoding="utf-8") == law_page.page(), "run `python -m config.law`"


def test_the_page_lists_every_rule_and_every_doubt():
    text = law_page.page()
    tables, doubts = text.split("## To be checked")
    for found in rules():
        assert f"| `{found.key}` |" in tables
    assert "`committee-reelection-plan` (M)" in doubts
    assert "`complaints-answer-most` (C)" in doubts
    assert "`committee-notice`" not in doubts


def test_the_page_shows_shares_as_they_are_reached():
    text = law_page.page()
    assert "| `assembly-ordinary-majority` | > 1/2 |" in text
    assert "| `assembly-special-majority` | ≥ 3/4 |" in text
    assert "| `money-publication-due` | 03-31 |" in text
