"""How much of a request is read."""

from __future__ import annotations

from typing import Any

from htmx_flask.requests import HtmxAwareRequest

from app.config import LIMITS

# Who asks for a job sends a photo or a sound without an account; how often is limited there.
FORMS_WITH_FILES = ("/people/", "/support-jobs/", "/applications/")


class PortalRequest(HtmxAwareRequest):
    """A form with a file may be larger than any file that is kept.

    The form then says "too big" beside what was typed, where an answer 413 would lose the words.
    Files of that size wait on the disk, never in memory.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        if self.mimetype == "multipart/form-data" and self.path.startswith(FORMS_WITH_FILES):
            self.max_content_length = LIMITS.upload_bytes
