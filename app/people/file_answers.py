"""A photo or a sound as an answer: whole, or in pieces. No phone keeps it."""

from __future__ import annotations

from flask import Response, abort, request
from werkzeug.exceptions import RequestedRangeNotSatisfiable

from app.people.models import StoredPhoto, StoredSound
from app.sounds import MIMETYPE
from app.storage import NoSuchFile, files


def photo_answer(photo: StoredPhoto) -> Response:
    """The picture; with ?size=small one of at most 8 kB. 404 where it is gone."""
    is_small = request.args.get("size") == "small"
    return file_answer(photo.thumb_key if is_small else photo.file_key, "image/jpeg")


def sound_answer(sound: StoredSound) -> Response:
    return file_answer(sound.file_key, MIMETYPE)


def file_answer(key: str, mimetype: str) -> Response:
    """The file under `key`; 404 where it is gone. An iPhone plays a sound in pieces only."""
    try:
        content = files().get(key)
    except NoSuchFile:
        abort(404)
    response = Response(content, mimetype=mimetype)
    response.headers["Content-Disposition"] = "inline"
    try:
        response.make_conditional(request, accept_ranges=True, complete_length=len(content))
    except RequestedRangeNotSatisfiable:
        response = Response(status=416)
        response.headers["Content-Range"] = f"bytes */{len(content)}"
    response.headers["Cache-Control"] = "no-store"
    return response
