"""Steps on the support plan, each tapped, each ending at its asserted address with the checks."""

from __future__ import annotations

from tests.browser.phone import Phone

PLAN = "/people/*/plan"
WANTS = f"{PLAN}/plan-wants"
STRENGTHS = f"{PLAN}/plan-strengths"


def opens_my_plan(phone: Phone) -> None:
    """From home, over the door."""
    phone.open("/my").tap("My support plan").at(PLAN)


def opens_the_plan_of_another(phone: Phone) -> None:
    """From home, over the person's row, to their plan."""
    person_id = phone.page.locator("main a[href*='/people/']").first.get_attribute("href") or ""
    phone.open(f"/people/{person_id.split('/')[2]}/plan").at(PLAN)


def writes(phone: Phone, title: str, path: str, words: str) -> None:
    """The person changes a section of their own plan."""
    phone.tap(title).at(path)
    phone.page.locator(f"main a[href$='{path.removeprefix(PLAN)}/change']").first.click()
    phone.at(f"{path}/change")
    phone.page.locator("#text").fill(words)
    phone.tap("Keep this").at(path)
    assert words in phone.text
    assert phone.say("You changed this. It is not in the plan yet.") in phone.text


def makes_it_the_plan(phone: Phone) -> None:
    """Publishes what is new, and is asked about the whole at once."""
    back_to_plan(phone)
    phone.page.locator("main a.next-row[href$='/plan/publish']").click()
    phone.at(f"{PLAN}/publish")
    phone.tap("Make it the new plan").at(f"{PLAN}/answer")


def back_to_plan(phone: Phone) -> None:
    person_id = phone.page.url.split("/people/")[1].split("/")[0]
    phone.open(f"/people/{person_id}/plan").at(PLAN)


def says(phone: Phone, answer: str, interpreter: str = "") -> None:
    """One of the three answers to the question on the page."""
    phone.page.locator(f"main input[name=answer][value={answer}]").check()
    if interpreter:
        phone.page.locator("#interpreter").fill(interpreter)
    phone.tap("Keep this").at(f"{PLAN}/answers")


def answers_told(phone: Phone, title: str) -> str:
    """What /plan/answers says about one section."""
    rows = phone.page.locator("main li.row").filter(has_text=phone.say(title))
    return " ".join(rows.first.inner_text().split())
