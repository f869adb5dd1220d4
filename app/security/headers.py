"""Security headers on every answer, also on static files and errors."""

from __future__ import annotations

from flask import Flask, Response, current_app, request
from flask_login import current_user

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "media-src 'self' blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "manifest-src 'self'",
    )
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # Not no-referrer: Flask-WTF refuses every https form without a Referer.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(self), microphone=(self), browsing-topics=()",
    "X-Frame-Options": "DENY",
}
# Of somebody, also where nobody is signed in: a visitor's list is read from their cookie.
PRIVATE = ("/people/", "/my-list")


def add_headers(response: Response) -> Response:
    """No page with anything private is kept by a cache, on the way or on a shared phone."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if current_app.config["PORTAL_ENV"] == "production":
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if "Cache-Control" not in response.headers:
        private = current_user.is_authenticated or request.path.startswith(PRIVATE)
        response.headers["Cache-Control"] = "no-store" if private else "no-cache, private"
    response.vary.update(("Cookie", "Accept-Language"))
    return response


def init_app(app: Flask) -> None:
    app.after_request(add_headers)
