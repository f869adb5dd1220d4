"""The words of each error: what happened, whose fault it is, what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from app.language import _l
from app.language.words import LazyWords


@dataclass(frozen=True)
class ErrorWords:
    """A title of few words, one or two lines, and the concept of a picture."""

    title: LazyWords
    lines: tuple[LazyWords, ...]
    concept: str = "error"


NO_TOKEN = ErrorWords(
    _l("Please send it again"),
    (_l("This page was open for a long time."), _l("Send it again, and we will keep it.")),
    "waiting",
)
_NOT_FOUND = ErrorWords(
    _l("We cannot find this page"),
    (_l("Maybe the page is gone."), _l("Maybe the address is wrong.")),
    "nothing_found",
)

WORDS: dict[int, ErrorWords] = {
    400: ErrorWords(
        _l("That did not work"),
        (_l("Something in it was wrong."), _l("Go back and try again.")),
    ),
    401: ErrorWords(_l("Please sign in"), (_l("You need to sign in for this."),), "sign_in"),
    403: ErrorWords(
        _l("You cannot open this page"),
        (_l("It is for other people."), _l("You did nothing wrong.")),
        "private",
    ),
    404: _NOT_FOUND,
    405: _NOT_FOUND,
    410: _NOT_FOUND,
    409: ErrorWords(
        _l("We have this already"),
        (_l("The same came two times at once."), _l("Go back and look.")),
        "two_texts",
    ),
    413: ErrorWords(
        _l("That is too big"),
        (_l("Choose a smaller photo, or write less."), _l("Go back and try again.")),
    ),
    422: ErrorWords(
        _l("We could not keep that"),
        (_l("One of the answers was not right."), _l("Go back and look at it again.")),
    ),
    429: ErrorWords(
        _l("Please wait a little"),
        (_l("You tried many times."), _l("Wait for a while. Then try again.")),
        "waiting",
    ),
    500: ErrorWords(
        _l("Something broke here"),
        (_l("It is our mistake, not yours."), _l("Wait a few minutes. Then try again.")),
    ),
    503: ErrorWords(
        _l("We need a short rest"),
        (_l("We cannot keep or show things now."), _l("Wait a minute. Then try again.")),
        "waiting",
    ),
}
