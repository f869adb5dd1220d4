"""Page or fragment: the one place that knows whether htmx asked."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, make_response, redirect, render_template, request


def page(
    template: str, *, fragment: str | None = None, status: int = 200, **context: Any
) -> Response:
    """The page, or only its fragment when htmx asked for one.

    `template` is the whole page; `fragment` the file that the page includes and that stands
    alone for htmx. A history restore always gets the whole page.
    """
    wants_fragment = fragment is not None and is_htmx()
    response = make_response(
        render_template(fragment if wants_fragment and fragment else template, **context), status
    )
    if fragment is not None:
        response.vary.add("HX-Request")
    return response


def is_htmx() -> bool:
    """Did htmx ask, for a part of a page (not to restore one from history)?"""
    headers = request.headers
    return headers.get("HX-Request") == "true" and "HX-History-Restore-Request" not in headers


def say(response: Response, message: object) -> Response:
    """Let the live region of the page say `message` after the swap."""
    response.headers["HX-Trigger-After-Settle"] = json.dumps({"say": str(message)})
    return response


def go_to(url: str) -> Response:
    """After a write: 303 to the page that shows it, also for htmx (which follows it)."""
    return make_response(redirect(url, 303))


def local_path(target: str, otherwise: str = "/") -> str:
    """`target` when it is a path of this portal, else `otherwise`: no way out to other sites."""
    # A browser leaves out a tab or a new line: what follows would be the second stroke.
    plain = not any(letter < " " for letter in target)
    safe = plain and target.startswith("/") and not target.startswith(("//", "/\\"))
    return target if safe else otherwise
