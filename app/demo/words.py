"""What the people of the demo say of themselves. Their own words: not in the catalogue."""

from __future__ import annotations

from typing import Any

from app.people.parts import Part

# Part → content, and who helped.
MIRABEL: dict[Part, tuple[dict[str, Any], list[str]]] = {
    Part.MOST_IMPORTANT: (
        {
            "text": "Sunday dinner with my sister.\nMy garden.\n"
            "Going to the match when City play at home."
        },
        ["my sister"],
    ),
    Part.PEOPLE: (
        {"text": "My sister Odette. Barnaby, we go swimming. My neighbour with the small dog."},
        [],
    ),
    Part.COMMUNICATION: (
        {
            "text": "Show me pictures. Wait for me. I say yes with my thumb up.\n"
            "When I hurt I go quiet."
        },
        ["my advocate"],
    ),
    Part.WELLNESS: (
        {"text": "On a good day I sing. On a bad day I stay in my room with the door shut."},
        [],
    ),
    Part.PLEASE_DO: (
        {
            "do": "Knock before you come in.\nTell me what comes next.",
            "dont": "Please do not shout.\nDo not move my teapots.\n"
            "Do not talk about me as if I am not there.",
        },
        ["my sister"],
    ),
    Part.HOW_TO_SUPPORT: (
        {"text": "Help me in the morning with my buttons. In the evening I like to be alone."},
        [],
    ),
    Part.LIKED: ({"text": "I make people laugh. I remember every birthday."}, ["my sister"]),
}

ZEBEDEE: dict[Part, tuple[dict[str, Any], list[str]]] = {
    Part.MOST_IMPORTANT: ({"text": "My pigeons Wobblecroft and Nimbusine."}, []),
    Part.HOW_TO_SUPPORT: ({"text": "Come with me to the Grumbleweir allotment."}, []),
}
