"""The list of hard words: title, explanation in at most two short sentences, picture.

Add a word only where no easy word says the same. Order is by the alphabet.
"""

from __future__ import annotations

from typing import Any

from app.language.words import lazy as _l


def _entry(title: Any, explanation: Any, picture: str, **more: Any) -> dict[str, Any]:
    return {"title": title, "explanation": explanation, "picture": picture, **more}


ENTRIES = (
    _entry(
        _l("accessibility"),
        _l("How easy it is to use a thing or a place."),
        "accessibility",
        also="accessible",
        explain=False,
    ),
    _entry(
        _l("advocate"),
        _l("A person who helps you say what you want. They are on your side."),
        "advocate",
        also="advocacy",
    ),
    _entry(
        _l("appointee"),
        _l("A person who looks after somebody's benefits for them."),
        "money",
    ),
    _entry(
        _l("assessment"),
        _l("A talk with you about the help you need."),
        "communicate",
        also="needs assessment",
    ),
    _entry(
        _l("attorney"),
        _l("A person you chose to decide for you. They only decide when you cannot."),
        "decide_for_me",
        also="lasting power of attorney, power of attorney",
        initials="LPA",
    ),
    _entry(
        _l("benefits"),
        _l("Money from the government to help you live."),
        "money",
        also="benefit",
        explain=False,
    ),
    _entry(
        _l("best interests"),
        _l("What is best for you. Other people use it to decide when you cannot."),
        "decide_for_me",
        also="best interests decision, best interests decisions",
    ),
    _entry(
        _l("capacity"),
        _l("Being able to make one decision at one time."),
        "decision",
        also="mental capacity",
    ),
    _entry(
        _l("care manager"),
        _l("A person from the council who helps plan your support."),
        "council",
        explain=False,
    ),
    _entry(
        _l("Care Quality Commission"),
        _l("The people who check that care in England is safe and good."),
        "check",
        initials="CQC",
    ),
    _entry(
        _l("carer"),
        _l("A family member or friend who helps you without pay."),
        "two_people",
        explain=False,
    ),
    _entry(
        _l("circle"),
        _l("The people you choose to help you plan."),
        "circle",
        also="my circle",
        explain=False,
    ),
    _entry(
        _l("commissioner"),
        _l("A person at the council who decides what support it pays for."),
        "council",
    ),
    _entry(
        _l("consent"),
        _l("Saying yes to something. You can say no later."),
        "yes",
    ),
    _entry(
        _l("council"),
        _l("The people who run services for your area."),
        "council",
        explain=False,
    ),
    _entry(
        _l("Court of Protection"),
        _l("A court for people who cannot make some decisions."),
        "decide_for_me",
    ),
    _entry(
        _l("DBS check"),
        _l("A check that looks for crimes a worker has done."),
        "check",
        initials="DBS",
    ),
    _entry(
        _l("deputy"),
        _l("A person a court chose to decide for somebody."),
        "decide_for_me",
    ),
    _entry(
        _l("direct payment"),
        _l("Money from the council for your support. You choose how to spend it."),
        "money",
    ),
    _entry(
        _l("Green Tick"),
        _l("A sign that we checked a place or a person. It shows what we looked at."),
        "yes",
        explain=False,
    ),
    _entry(
        _l("health professional"),
        _l("A nurse, a doctor or another person who works in health."),
        "hospital",
        explain=False,
    ),
    _entry(
        _l("hospital passport"),
        _l("A short paper about you for hospital staff. It tells them how to help you."),
        "hospital",
    ),
    _entry(
        _l("individual service fund"),
        _l("Money for your support that a provider holds for you. You still choose."),
        "money",
        initials="ISF",
    ),
    _entry(
        _l("interpreter"),
        _l("A person who says your words in another language."),
        "languages",
    ),
    _entry(
        _l("lawful"),
        _l("What the law lets people do."),
        "decide_for_me",
        also="unlawful",
        explain=False,
    ),
    _entry(
        _l("learning disability"),
        _l("It makes some things harder to learn. You have it all your life."),
        "needs",
        also="learning disabilities",
        explain=False,
    ),
    _entry(
        _l("mental health"),
        _l("How you feel and think."),
        "mental_health",
        explain=False,
    ),
    _entry(
        _l("one-page profile"),
        _l("One page about what matters to you and how to help."),
        "one_page",
        explain=False,
    ),
    _entry(
        _l("organisation"),
        _l("A group of people who work together, such as a charity."),
        "organisation",
        explain=False,
    ),
    _entry(
        _l("outcome"),
        _l("Something you want in your life, and that support can help with."),
        "going",
    ),
    _entry(
        _l("passkey"),
        _l("You sign in with your face, your finger or your phone."),
        "passkey",
    ),
    _entry(
        _l("personal assistant"),
        _l("A worker you choose and who works just for you."),
        "staff",
        initials="PA",
        explain=False,
    ),
    _entry(
        _l("personal budget"),
        _l("The money the council sets aside for your support."),
        "money",
    ),
    _entry(
        _l("personal health budget"),
        _l("Money from the NHS for your health support. You help choose how to use it."),
        "money",
        initials="PHB",
    ),
    _entry(
        _l("provider"),
        _l("People who give support as their job."),
        "provider",
        explain=False,
    ),
    _entry(
        _l("reasonable adjustment"),
        _l("A change that makes something work for you, such as more time."),
        "needs",
    ),
    _entry(
        _l("safeguarding"),
        _l("Keeping people safe from harm. The council must help with this."),
        "safeguarding",
    ),
    _entry(
        _l("social worker"),
        _l("A worker who helps you get the right support."),
        "council",
        explain=False,
    ),
    _entry(
        _l("support plan"),
        _l("What you want in your life, and what help you need."),
        "plan",
        explain=False,
    ),
    _entry(
        _l("tenancy"),
        _l("The right to live in a home that you rent."),
        "home",
        also="tenancy agreement, tenancy agreements",
    ),
    _entry(
        _l("therapist"),
        _l("A worker who helps you feel or move better."),
        "support_me",
        also="therapy, therapies",
        explain=False,
    ),
    _entry(
        _l("witness"),
        _l("A person who was there and says what they saw or heard."),
        "witness",
        also="witnesses, witnessed",
    ),
)
