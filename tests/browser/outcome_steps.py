"""Steps on outcomes, each tapped, each ending at its asserted address with the checks."""

from __future__ import annotations

import re

from tests.browser.phone import Phone

OUTCOMES = "/people/*/outcomes"
OUTCOME = f"{OUTCOMES}/*"
CHECK_IN = f"{OUTCOME}/check-in"
STAFF = f"{OUTCOMES}/staff"
# Words and signs that only a sum, an average or a score would bring.
SCORES = re.compile(r"average|mean\b|score|out of|\d\s*[%/★]|\d\.\d", re.IGNORECASE)


def opens_how_it_goes(phone: Phone) -> None:
    """The person, from home, over the door."""
    phone.open("/my").tap("How it is going").at(OUTCOMES)


def opens_outcomes_of(phone: Phone, person_id: str) -> None:
    phone.open(f"/people/{person_id}/outcomes").at(OUTCOMES)


def person_of(phone: Phone) -> str:
    """The id of the person whose page this is."""
    return phone.page.url.split("/people/")[1].split("/")[0]


def chooses(phone: Phone, name: str, value: str) -> None:
    """One tap on a card."""
    field = phone.page.locator(f"main input[name={name}][value={value}]")
    phone.page.locator(f"main label.choice:has(input[name={name}][value={value}])").click()
    assert field.is_checked()


def wants_by_picture(phone: Phone, concept: str) -> None:
    """Something new, with a picture and no word."""
    phone.tap("Something new I want").at(f"{OUTCOMES}/new")
    chooses(phone, "picture", concept)
    phone.tap("Keep this")
    phone.page.wait_for_url(lambda url: not url.endswith("/new"))
    phone.at(OUTCOME)


def says(phone: Phone, answer: str, question: str, *, observed: str = "", words: str = "") -> None:
    """Three steps from step 1 at the address `question`; only taps where no words are given."""
    phone.at(question)
    chooses(phone, "answer", answer)
    goes_on(phone, question, 2)
    if observed:
        phone.page.locator("#observed").fill(observed)
    if words:
        phone.page.locator("#words").fill(words)
    goes_on(phone, question, 3)
    chooses(phone, "present", "alone")
    phone.tap("Keep this")
    phone.page.wait_for_url(lambda url: "step=3" not in url)
    phone.check()


def goes_on(phone: Phone, question: str, step: int) -> None:
    phone.tap("Next")
    phone.page.wait_for_url(f"**step={step}")
    phone.at(f"{question}?step={step}")


def not_scored(phone: Phone) -> None:
    """No average, no score, no share, no count of stars."""
    found = SCORES.search(phone.text)
    assert found is None, f"“{found.group()}” in {phone.text[:300]}"


def every_page(phone: Phone, most: int = 150) -> dict[str, str]:
    """Path → body of every page that links lead to from home, as this account."""
    waiting, read = ["/my"], {}
    while waiting and len(read) < most:
        path = waiting.pop(0)
        answer = phone.page.request.get(phone.home + path)
        read[path] = answer.text() + str(answer.headers)
        for href in re.findall(r'href="(/[^"#]*)"', answer.text()):
            if href not in read and href not in waiting and not href.startswith(_NO_PAGES):
                waiting.append(href)
    return read


# They say nothing of anybody, or end the sign-in.
_NO_PAGES = ("/static/", "/leave", "/sign-out", "/demo", "/providers")
