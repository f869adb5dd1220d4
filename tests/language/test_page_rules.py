"""Each page rule on a small page: one that keeps all of them, and one change that breaks it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language.lint.document import Page
from app.language.lint.pages import PAGE_RULES, count_choices, page_findings

PICTURE = '<img src="/p.svg" alt="" width="64" height="64">'
ROW = f'<li class="row"><a href="/x">{PICTURE}<span>My plan</span></a></li>'
PAGE = """<!doctype html><html lang="en" dir="ltr"><head><title>Hello</title></head><body>
<a href="/help">I need help</a><div class="ways"><a class="way" href="/">Back</a></div>
<main id="main"><h1>Hello</h1>%s</main></body></html>"""
HARD = "Organisational responsibilities necessitate considerable accountability. " * 25
EASY = "You can stop. You can go on. " * 20


def page(main: str, *changes: tuple[str, str]) -> str:
    html = PAGE % main
    for old, new in changes:
        assert old in html
        html = html.replace(old, new)
    return html


def rules(html: str, register: str = "person") -> set[str]:
    return {finding.rule for finding in page_findings(html, register)}  # type: ignore[arg-type]


def test_a_good_page_has_no_finding() -> None:
    good = f"""<ul>{ROW}</ul><p>Ask <bdi lang="ur">زہرہ</bdi> by
      <time datetime="2026-03-12">12 March 2026</time>.</p>
      <a href="tel:0800111222">Call <bdi dir="ltr">0800 111 222</bdi></a>
      <a class="button go" href="/next">Next</a>"""
    assert page_findings(page(good)) == []


BREACHES = [
    ("EP02", page("<p><em>Now</em></p>")),
    ("EP02", page('<p style="text-align: justify">Now</p>')),
    ("EP03", page('<li class="row"><a href="/x">My plan</a></li>')),
    ("EP03", page(f'<li class="row"><a href="/x">{PICTURE}{PICTURE}My plan</a></li>')),
    ("EP03", page(f'<li class="row">{PICTURE}<b>Plan</b><p>One. Two. Three.</p></li>')),
    ("EP04", page('<img src="/p.svg">')),
    ("EP04", page(f'<a href="/x">{PICTURE}</a>')),
    ("EP04", page(f'<button>{PICTURE}<span class="unseen">Go</span></button>')),
    ("EP05", page('<a class="go" href="/a">A</a><a class="go" href="/b">B</a>')),
    ("EP05", page('<a href="/x">One</a> ' * 8)),
    ("EP05", page("<p>You can go on.</p>" * 31)),
    ("EP06", page("<h1>Again</h1>")),
    ("EP06", page("", ("<h1>Hello</h1>", "<h1></h1>"))),
    ("EP06", page("", ('href="/help"', 'href="/other"'))),
    ("EP06", page("", ('class="ways"', 'class="x"'))),
    ("EP06", page('<ol class="steps" aria-hidden="true"><li></li></ol>')),
    ("EP07", page(f"<details><summary>More</summary><p>{HARD}</p></details>")),
    ("EP11", page("", ('lang="en"', 'lang="xx"'))),
    ("EP11", page("", ('lang="en"', 'lang="ur"'))),
    ("EP11", page("<p>Come on 12 March 2026.</p>")),
    ("EP11", page("<time>today</time>")),
    ("EP11", page('<a href="tel:0800111222">0800 111 222</a>')),
    ("EP11", page("<bdi>I like to walk in the park</bdi>")),
]


@pytest.mark.parametrize(("rule", "html"), BREACHES)
def test_a_breach_is_found(rule: str, html: str) -> None:
    assert rules(html) == {rule}


def test_every_rule_has_an_example() -> None:
    assert {rule for rule, _ in BREACHES} == {rule.id for rule in PAGE_RULES}


def test_screens_for_work_may_be_long() -> None:
    assert rules(page("<p>You can go on.</p>" * 31), "work") == set()
    assert rules(page("<p><em>Now</em></p>"), "work") == {"EP02"}


def test_long_words_do_not_matter_on_a_short_page_or_in_another_language() -> None:
    assert rules(page(f"<details><summary>More</summary><p>{EASY}</p></details>")) == set()
    other = page(f"<details><summary>Więcej</summary>{HARD}</details>", ('lang="en"', 'lang="pl"'))
    assert rules(other) == set()


def test_peoples_own_words_lists_and_furniture_do_not_count() -> None:
    own = f'<bdi lang="en">{"I like tea very much. " * 40}</bdi>'
    results = f"<ul>{f'<li class=result>{PICTURE}<h3><a href=/x>Place</a></h3></li>' * 50}</ul>"
    table = f"<table>{'<tr><td><a href=/x>Place</a></td></tr>' * 50}</table>"
    shut = f"<details><summary>More</summary>{'<a href=/x>Link</a> ' * 50}</details>"
    demo = '<a href="/demo">Other people</a>' * 9
    whole = page(own + results + table + shut + demo)
    assert rules(whole) == set()
    assert count_choices(Page(whole)) == 3


def test_a_date_that_somebody_typed_is_their_own() -> None:
    typed = '<label for="a">Words</label><textarea id="a">Come on 12 March 2026.</textarea>'
    assert rules(page(typed)) == set()


def test_an_open_drawer_counts_with_what_is_in_it() -> None:
    opened = f"<details open><summary>More</summary>{'<a href=/x>Link</a> ' * 7}</details>"
    assert rules(page(opened)) == {"EP05"}


def test_a_question_page_has_six_choices_beside_next() -> None:
    card = f'<label class="choice"><input type="radio" name="a">{PICTURE}Yes</label>'
    question = f'<form>{card * 6}<button class="button go">Next</button></form>'
    assert count_choices(Page(page(question))) == 6
    assert rules(page(question)) == set()


@given(st.text(max_size=400))
def test_any_text_can_be_read_as_a_page(text: str) -> None:
    page_findings(text)
    page_findings(PAGE % text)


@given(st.lists(st.sampled_from(
    ["<main>", "</main>", "<details>", "<summary>", "<bdi>", "<table>", "<li class=result>",
     "<frameset>", "<svg>", "<img>", "<a href=tel:1>", "</a>", "<time>", "<!--", "<select>", "x. "]
), max_size=12))  # fmt: skip
def test_any_broken_markup_can_be_read(parts: list[str]) -> None:
    page_findings("".join(parts))
