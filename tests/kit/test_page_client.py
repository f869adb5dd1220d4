"""Each check of the browser for tests notices its fault, and a good page passes them all."""

from __future__ import annotations

import pytest
from flask import Flask

from app.security import public
from tests.page_client import Browser, WrongPage
from tests.page_tree import Tree, words_of

GOOD = """<!DOCTYPE html>
<html lang="en" dir="ltr"><head><meta charset="utf-8"><title>Hello – Together</title></head>
<body><main id="main"><h1>Hello</h1>{more}
<form method="post" action="/leave"><label for="a">Name</label>
<input id="a" name="a" value="one"><button type="submit">Go</button></form></main></body></html>"""

WRONG = {
    "valid_html": "<p><div></p>",
    "heading": "<h1>Twice</h1>",
    "ids": '<p id="main">x</p>',
    "labels": '<input name="b">',
    "inline": '<p style="color: red">x</p>',
    "actions": '<form action="/nowhere-at-all"></form>',
    "links": '<a href="/nowhere-at-all">x</a>',
}


class Answers(Browser):
    """A browser whose portal answers what the test says."""

    def __init__(self, portal: Flask) -> None:
        super().__init__(portal)
        self.html = GOOD

    def show(self, html: str, **given: bool) -> str:
        self.html = html
        return self.get("/said", **given).h1


@pytest.fixture
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    from tests.conftest import make_portal

    folder = tmp_path_factory.mktemp("answers")
    made = Answers(make_portal(f"sqlite:///{folder}/test.sqlite3", folder))
    made.portal.add_url_rule("/said", "said", public(lambda: made.html))
    return made


def test_a_good_page_passes(answers: Answers) -> None:
    assert answers.show(GOOD.format(more="")) == "Hello"


@pytest.mark.parametrize("check", WRONG)
def test_each_check_notices_its_fault_and_can_be_left_out(answers: Answers, check: str) -> None:
    html = GOOD.format(more=WRONG[check])
    with pytest.raises(WrongPage, match=f"(?m)^{check}: "):
        answers.show(html)
    others = {name: False for name in WRONG if name != check}
    with pytest.raises(WrongPage, match=f"(?m)^{check}: "):
        answers.get("/said", **others)
    left_out = {check: False, "valid_html": False}
    assert answers.get("/said", **left_out).status == 200


@pytest.mark.parametrize(
    "html",
    [
        GOOD.replace('lang="en"', 'lang="xx"'),
        GOOD.replace('lang="en" dir="ltr"', 'lang="ur" dir="ltr"'),
    ],
)
def test_the_language_and_its_direction(answers: Answers, html: str) -> None:
    with pytest.raises(WrongPage, match="language"):
        answers.show(html.format(more=""))


def test_a_form_is_read_as_a_browser_sends_it(answers: Answers) -> None:
    more = """<form method="get" action="/said"><label>T<textarea name="t">
one</textarea></label><label>R<input type="radio" name="r" value="1"></label>
<label>S<input type="radio" name="r" value="2" checked></label>
<label>L<select name="s"><option value="x">x</option><option value="y" selected>y</option></select>
</label></form>"""
    answers.html = GOOD.format(more=more)
    assert answers.get("/said").fields() == {"t": "one", "r": "2", "s": "y"}


def test_finding() -> None:
    tree = Tree('<p class="a b" id="x"><i data-k="vw">in <b>it</b></i></p><p class="a">two</p>')
    assert [words_of(one) for one in tree.find_all("p.a")] == ["in it", "two"]
    assert len(tree.find_all("#x i[data-k^=v]")) == len(tree.find_all("[data-k*=w]")) == 1
    assert tree.find_all("p p") == tree.find_all(".c") == tree.find_all("[data-k=v]") == []
    with pytest.raises(ValueError, match="selector"):
        tree.find_all("p > i")
