"""Steps of choosing staff, each tapped, each ending at its asserted address with the checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from app.database import now
from app.staff_choice.models import CheckItem
from tests.browser.outcome_steps import chooses
from tests.browser.phone import Phone

STAFF = "/people/*/staff"
SHEET = f"{STAFF}/sheet"
JOBS = f"{STAFF}/jobs"
JOB = f"{JOBS}/*"
APPLICANTS = f"{JOB}/applicants"
APPLICANT = f"{APPLICANTS}/*"
DECISION = f"{APPLICANT}/decision"
TALK = f"{JOB}/interviews/*"
CHECKS = tuple(item.value for item in CheckItem)


@dataclass(frozen=True)
class Asking:
    """Somebody who asks for the job."""

    name: str
    email: str
    words: str


def answers(phone: Phone, words: str, then: str) -> None:
    """The last tap of a form, and the page after it."""
    phone.tap(words).at(then)


def opens_choosing(phone: Phone) -> None:
    """The person, from home, over the door."""
    phone.open("/my").tap("Choosing my staff").at(STAFF)


def lets_see(phone: Phone, who: str, part: str) -> None:
    """The person shares one of the other parts with somebody: to see it, not to write."""
    phone.open("/my").tap("About me").tap("My circle").at("/people/*/circle")
    phone.tap("Who can see what").at("/people/*/sharing")
    theirs = phone.page.locator("main section").filter(has_text=who).first
    theirs.get_by_role("link", name=phone.say("Change"), exact=False).first.click()
    phone.at("/people/*/sharing/member/*")
    phone.tap("Other parts").at("/people/*/sharing/member/*/other")
    phone.page.locator(f"main input[name=parts][value={part}]").check()
    phone.tap("Next")
    phone.page.wait_for_url("**/level?**")
    phone.page.locator("main input[name=level][value=see]").check()
    phone.tap("Yes. Share this").at("/people/*/sharing/member/*")


# --- the sheet and the job ---


def says_who_is_right(phone: Phone, *boxes: str) -> list[str]:
    """The first card of each box of the sheet. The words of the cards."""
    opens_choosing(phone)
    phone.tap("My matching sheet").at(SHEET)
    said = []
    for box in boxes:
        phone.page.locator(f"main a[href$='/staff/sheet/{box}']").click()
        phone.at(f"{SHEET}/{box}").tap("Add to it").at(f"{SHEET}/{box}/new")
        card = phone.page.locator("main label.choice:has(input[name=cards])").first
        said.append(card.inner_text().strip())
        card.click()
        answers(phone, "Keep this", f"{SHEET}/{box}")
        assert said[-1] in phone.text
        phone.tap("Back", ".ways").at(SHEET)
    return said


def starts_a_job(phone: Phone, pays: str, pays_by: str = "") -> str:
    """The facts. `pays`: "provider" or "member", who checks; `pays_by`: the only one on offer.

    The address of the job.
    """
    opens_choosing(phone)
    phone.tap("My job adverts").at(JOBS).tap("Write a job advert").at(f"{JOBS}/new")
    payers = phone.page.locator(f"main label.choice:has(input[name=pays][value^='{pays}:'])")
    assert payers.count() == 1
    assert pays_by in payers.inner_text()
    payers.click()
    phone.page.locator("#hours").fill("12")
    phone.page.locator("#pay").fill("14.20")
    phone.page.locator("#closes_on").fill((now().date() + timedelta(days=20)).isoformat())
    phone.page.locator("#district").fill("M33")
    phone.page.locator("#town").fill("Sale")
    answers(phone, "Keep this", f"{JOB}/write")
    return phone.page.url.removeprefix(phone.home).removesuffix("/write")


def writes_the_job(phone: Phone, lines: list[str], good_day: str) -> None:
    """Lines of the sheet and a short text, from the page of what the job says."""
    phone.tap("Lines from the sheet").at(f"{JOB}/lines")
    for words in lines:
        card = phone.page.locator("main label.choice").filter(has_text=words).first
        if not card.is_visible():
            card.locator("xpath=ancestor::details/summary").click()
        card.click()
    answers(phone, "Keep this", f"{JOB}/write")
    phone.tap("Three short texts").at(f"{JOB}/texts")
    phone.page.locator("#good_day").fill(good_day)
    answers(phone, "Keep this", f"{JOB}/write")


def says_yes_to_the_job(phone: Phone) -> None:
    """After a look at what a stranger would learn."""
    phone.tap("What a stranger would learn").at(f"{JOB}/stranger")
    assert phone.say("We looked for names and addresses. We found none.") in phone.text
    answers(phone, "Yes. Others can read this", JOB)


def lets_everybody_see_it(moderator: Phone) -> None:
    """The one job that waits, read without whose it is."""
    moderator.open("/my").open("/council/jobs").at("/council/jobs")
    moderator.page.locator("main a[href^='/council/jobs/']").first.click()
    moderator.at("/council/jobs/*")
    assert "Mirabel" not in moderator.text
    answers(moderator, "Let everybody see it", "/council/jobs")


# --- applying ---


def open_jobs(phone: Phone) -> set[str]:
    """The numbers of the jobs that a stranger can see."""
    phone.open("/support-jobs").at("/support-jobs")
    links = phone.page.locator("main .result a").all()
    return {(link.get_attribute("href") or "").split("/")[-1] for link in links}


def applies(phone: Phone, number: str, asking: Asking, *, needs: str = "") -> None:
    """From the public page to "Thank you"."""
    phone.open(f"/support-jobs/{number}").at(f"/support-jobs/{number}")
    assert "Mirabel" not in phone.text
    phone.tap("Apply for this job").at(f"/support-jobs/{number}/apply")
    _goes_on(phone, 2, words=asking.words)
    _goes_on(phone, 3)
    _goes_on(phone, 4)
    _goes_on(phone, 5, name=asking.name, email=asking.email)
    _goes_on(phone, 6, needs=needs)
    _goes_on(phone, 7)
    chooses(phone, "agrees", "y")
    answers(phone, "Send it", f"/support-jobs/{number}/applied")


def _goes_on(phone: Phone, step: int, **typed: str) -> None:
    for field, words in typed.items():
        phone.page.locator(f"#{field}").fill(words)
    phone.tap("Next")
    phone.page.locator(f"main input[name=step][value='{step}']").wait_for(state="attached")
    phone.page.wait_for_load_state()
    phone.check()


def opens_mailed_link(phone: Phone, email: str) -> None:
    """The newest message to this address, as the demo shows it."""
    phone.open("/demo/outbox").at("/demo/outbox")
    letter = phone.page.locator("main .card").filter(has_text=email).first
    letter.get_by_role("link").click()
    phone.page.wait_for_url("**/applications/*")
    phone.check()


# --- whom to meet, the panel, the questions, the times ---


def chooses_to_meet(phone: Phone, job: str, asking: Asking) -> str:
    """Reads them without a name and wants to meet them. The address of the applicant."""
    phone.open(job).tap("Who wants the job").at(APPLICANTS)
    assert asking.name not in phone.text
    phone.page.locator("main ul a").first.click()
    phone.at(APPLICANT)
    assert asking.words in phone.text
    assert asking.name not in phone.page.content()
    address = phone.page.url.removeprefix(phone.home)
    chooses(phone, "answer", "yes")
    answers(phone, "Keep my answer", APPLICANTS)
    assert asking.name in phone.text
    return address


def asks_in(phone: Phone, job: str, name: str, *roles: str) -> None:
    phone.open(f"{job}/panel").at(f"{JOB}/panel")
    phone.tap("Ask somebody in").at(f"{JOB}/panel/add")
    phone.page.locator("main a").filter(has_text=name).first.click()
    phone.at(f"{JOB}/panel/add/*")
    for role in roles:
        chooses(phone, "roles", role)
    answers(phone, "Keep this", f"{JOB}/panel")
    assert name in phone.text


def writes_a_question(phone: Phone, job: str, words: str, good: str = "") -> None:
    phone.open(f"{job}/questions").at(f"{JOB}/questions")
    phone.tap("Write a question").at(f"{JOB}/questions/new")
    phone.page.locator("#words").fill(words)
    phone.page.locator("#good_answer").fill(good)
    answers(phone, "Keep this", f"{JOB}/questions")
    assert words in phone.text


def gives_a_time(phone: Phone, job: str, name: str, time: str) -> str:
    """Tomorrow. The address of the talk."""
    phone.open(f"{job}/timetable").at(f"{JOB}/timetable")
    phone.page.locator("main a").filter(has_text=name).first.click()
    phone.at(f"{JOB}/timetable/new/*")
    phone.page.locator("#day").fill((now().date() + timedelta(days=1)).isoformat())
    phone.page.locator("#time").fill(time)
    answers(phone, "Keep this", f"{JOB}/timetable")
    phone.page.locator("main a[href*='/interviews/']").filter(has_text=name).first.click()
    phone.at(TALK)
    return phone.page.url.removeprefix(phone.home)


# --- the talk and the marks ---


def says_they_came_and_left(phone: Phone, talk: str) -> None:
    phone.open(talk).at(TALK).tap("They are here")
    phone.button(phone.say("They have left")).click()
    phone.page.locator("main").get_by_text(phone.say("Nobody sees a mark yet.")).first.wait_for()
    phone.at(TALK)


def gives_marks(phone: Phone, talk: str, *marks: str) -> None:
    """From the card of how we do it, over each question, to the talk."""
    phone.open(talk).at(TALK).tap("Give my marks")
    phone.page.wait_for_url("**/panel/training?**")
    phone.check().tap("I read it")
    for mark in marks:
        phone.at(f"{TALK}/marks/*")
        before = phone.page.url
        chooses(phone, "mark", mark)
        phone.tap("Keep my mark")
        phone.page.wait_for_url(lambda url, before=before: url != before)
    phone.at(TALK)


# --- the two locks ---


def says_yes_to_them(phone: Phone, applicant: str) -> None:
    phone.open(applicant).at(APPLICANT).tap("Yes or no?").at(DECISION)
    phone.tap("Yes, I want them").at(f"{DECISION}/yes")
    answers(phone, "Yes, I want them", DECISION)


def says_it_is_safe(phone: Phone, applicant: str) -> None:
    phone.open(f"{applicant}/decision").at(DECISION)
    phone.tap("Say if it is safe").at(f"{APPLICANT}/safety")
    chooses(phone, "answer", "yes")
    answers(phone, "Keep this", DECISION)


def checks(phone: Phone, applicant: str, *items: str) -> None:
    """Each paper seen today. Their pages are one page: the last is held to the rules."""
    for item in items:
        phone.open(f"{applicant}/checks/{item}")
        chooses(phone, "status", "done")
        phone.page.locator("#seen_on").fill(now().date().isoformat())
        phone.tap("Keep this").page.wait_for_url("**/decision")
    phone.at(DECISION)


def gives_a_first_day(phone: Phone, applicant: str) -> None:
    phone.open(f"{applicant}/decision").tap("Choose the first day").at(f"{APPLICANT}/first-day")
    phone.page.locator("#starts_on").fill((now().date() + timedelta(days=14)).isoformat())
    answers(phone, "Keep this day", DECISION)


def first_day_refused(phone: Phone, applicant: str) -> bool:
    """No button for the first day, and no way round it by its address."""
    phone.open(f"{applicant}/first-day").at(DECISION)
    return phone.say("Choose the first day") not in phone.text


def in_my_team(phone: Phone, name: str) -> str:
    """What the person's page of their team says of somebody."""
    opens_choosing(phone)
    phone.tap("My team").at("/people/*/team")
    return phone.page.locator("main li.row").filter(has_text=name).first.inner_text()
