"""The talks as a file for the calendar of a phone (RFC 5545).

It leaves the portal, so it never says who the person is. Who is met and where stand in it for the
panel alone; anybody else gets times.
"""

from __future__ import annotations

from collections.abc import Iterable

from icalendar import Calendar, Event

from app.language import _
from app.staff_choice.models import Interview


def calendar_file(interviews: Iterable[Interview], with_names: bool) -> bytes:
    """Each talk as an event, in UTC; its key stays when its time changes."""
    calendar = Calendar()
    calendar.add("prodid", "-//Together//Talks//EN")
    calendar.add("version", "2.0")
    for number, interview in enumerate(interviews, 1):
        event = Event()
        event.add("uid", f"{interview.id}@talks")
        event.add("dtstamp", interview.created_at)
        event.add("dtstart", interview.starts_at)
        event.add("dtend", interview.ends_at)
        event.add("class", "PRIVATE")
        if with_names:
            event.add("summary", _("Meet %(name)s", name=interview.applicant.name))
            if interview.place:
                event.add("location", interview.place)
        else:
            event.add("summary", _("Talk %(number)s", number=number))
        calendar.add_component(event)
    found: bytes = calendar.to_ical()
    return found
