"""What somebody who applies has said so far: signed, in their own form, and nowhere else.

Nobody keeps a word before it is sent: there is no table of half a letter, and no cookie of one.
It is signed because it names the files that were put away on the way: nobody names another's.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from flask import current_app
from itsdangerous import BadSignature, SignatureExpired, URLSafeTimedSerializer
from uuid_utils.compat import uuid7
from werkzeug.datastructures import MultiDict

# A photo or a sound whose form was never sent is thrown away by the worker after a day.
FILES_LAST_SECONDS = 20 * 60 * 60
PHOTO, SOUND = "photo", "sound"


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="application-draft")


@dataclass
class ApplicationDraft:
    """`key` is the applicant's id to be; `vacancy` the job's; `said` field → what was typed."""

    vacancy_id: uuid.UUID
    key: uuid.UUID = field(default_factory=uuid7)
    said: dict[str, Any] = field(default_factory=dict)
    # photo or sound → its keys in the store.
    files: dict[str, dict[str, str]] = field(default_factory=dict)

    def signed(self) -> str:
        return _signer().dumps(
            {
                "vacancy": self.vacancy_id.hex,
                "key": self.key.hex,
                "said": self.said,
                "files": self.files,
            }
        )

    def typed(self) -> MultiDict[str, str]:
        """What was said, as a form would send it."""
        sent: MultiDict[str, str] = MultiDict()
        for name, value in self.said.items():
            sent.setlist(name, value if isinstance(value, list) else [value])
        return sent


def read_draft(text: str, vacancy_id: uuid.UUID) -> tuple[ApplicationDraft, bool]:
    """The draft, and whether files that were in it are gone by now.

    A draft that is not ours, or of another job, is a new one.
    """
    try:
        told, late = _signer().loads(text, max_age=FILES_LAST_SECONDS), False
    except SignatureExpired as problem:
        # The words are still good; the files may be thrown away at any moment.
        told, late = _signer().load_payload(problem.payload or b""), True
    except BadSignature:
        return ApplicationDraft(vacancy_id), False
    if told["vacancy"] != vacancy_id.hex:
        return ApplicationDraft(vacancy_id), False
    files = {} if late else told["files"]
    draft = ApplicationDraft(vacancy_id, uuid.UUID(told["key"]), told["said"], files)
    return draft, late and bool(told["files"])


def typed_in(text: str) -> dict[str, Any]:
    """What was typed in a draft of ours, of whatever job. Empty for one that is not ours."""
    try:
        said: dict[str, Any] = _signer().loads(text)["said"]
    except BadSignature:
        return {}
    return said
