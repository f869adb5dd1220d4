"""The one registry of pictures: a concept, its picture, and its words.

The same idea has the same picture on every page. A page asks for a concept, never for a file.
Pictures come from two packages with open licences: `fluent` (flat colour) and `health` (one
colour, here only the white busts that stand for people: a person is never an emoji).
A picture may stand on its page's deep door colour when at least half of its edge has a contrast
of 3:1 there; `tools/picture_check.py` measures that. The others get the pale `day` plate.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.language.words import LazyWords
from app.language.words import lazy as _l

Set = Literal["fluent", "health"]
Plate = Literal["door", "day"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A concept's picture. `alt` is for a place where no words stand beside it."""

    concept: str
    icon: str
    alt: LazyWords
    plate: Plate = "door"
    set: Set = "fluent"
    turned: bool = False

    @property
    def path(self) -> str:
        """The name that `static_url` knows."""
        shade = "-white" if self.set == "health" else ""
        return f"pictures/{self.set}/{self.icon}{shade}.svg"

    @property
    def bust(self) -> bool:
        """Is this somebody standing in a doorway, with the feet on its floor?"""
        return self.set == "health"


_ALL = (
    # The ways through the portal
    Picture("home", "house", _l("A house")),
    Picture("help", "ring-buoy", _l("A ring that keeps you afloat")),
    Picture("leave", "door", _l("A door")),
    Picture("listen", "ear", _l("An ear")),
    Picture("settings", "level-slider", _l("A slider")),
    Picture("search", "magnifying-glass-tilted-left", _l("A magnifying glass"), "day"),
    Picture("languages", "globe-with-meridians", _l("A globe")),
    Picture("letters", "input-latin-letters", _l("Letters")),
    Picture("print", "printer", _l("A printer")),
    Picture("question", "white-question-mark", _l("A question mark")),
    Picture("do_not_know", "white-question-mark", _l("A question mark")),
    Picture("do_not_say", "raised-hand", _l("A raised hand")),
    Picture("ask_later", "alarm-clock", _l("An alarm clock")),
    # About me, and its seven parts
    Picture("about_me", "open-book", _l("An open book")),
    Picture("important_to_me", "red-heart", _l("A red heart"), "day"),
    Picture("people_important", "people", _l("Two people"), set="health"),
    Picture("communicate", "speech-balloon", _l("A speech bubble")),
    Picture("wellness", "sun-behind-small-cloud", _l("The sun and a small cloud")),
    Picture("do_and_dont", "raised-hand", _l("A raised hand")),
    Picture("support_me", "alarm-clock", _l("An alarm clock")),
    Picture("worth_knowing", "light-bulb", _l("A light bulb")),
    Picture("people_like", "star", _l("A star")),
    Picture("one_page", "page-facing-up", _l("A page")),
    Picture("write", "memo", _l("Paper and a pencil")),
    Picture("photo", "camera", _l("A camera")),
    Picture("voice", "studio-microphone", _l("A microphone")),
    Picture("history", "scroll", _l("A long roll of paper")),
    Picture("two_texts", "bookmark-tabs", _l("Two pages")),
    Picture("draft", "spiral-notepad", _l("A note pad")),
    # People and sharing
    Picture("person", "person", _l("A person"), set="health"),
    Picture("two_people", "people", _l("Two people"), set="health"),
    Picture("circle", "people", _l("Two people"), set="health"),
    Picture("invite", "love-letter", _l("A letter with a heart")),
    Picture("hand_over", "mobile-phone", _l("A phone"), "day"),
    Picture("sharing", "key", _l("A key")),
    Picture("stop_sharing", "no-entry", _l("A stop sign"), "day"),
    Picture("who_looked", "eyes", _l("Two eyes"), "day"),
    Picture("hide", "locked-with-key", _l("A lock with a key")),
    Picture("private", "locked", _l("A lock")),
    Picture("speak_for_me", "megaphone", _l("A megaphone")),
    Picture("decide_for_me", "balance-scale", _l("A pair of scales")),
    Picture("decision", "ballot-box-with-ballot", _l("A paper goes into a box"), "day"),
    Picture("witness", "fountain-pen", _l("A pen"), "day"),
    Picture("advocate", "loudspeaker", _l("A loudspeaker"), "day"),
    Picture("needs", "palms-up-together", _l("Two open hands")),
    # Signing in
    Picture("sign_in", "door", _l("A door")),
    Picture("passkey", "key", _l("A key")),
    Picture("password", "memo", _l("Paper and a pencil")),
    Picture("letter", "envelope", _l("A letter")),
    Picture("device", "mobile-phone", _l("A phone"), "day"),
    Picture("sign_out", "waving-hand", _l("A waving hand")),
    # Help
    Picture("emergency", "police-car-light", _l("A blue light")),
    Picture("phone", "telephone-receiver", _l("A phone"), "day"),
    Picture("day", "sun", _l("The sun")),
    Picture("night", "crescent-moon", _l("The moon")),
    Picture("safeguarding", "shield", _l("A shield")),
    Picture("ice_cream", "ice-cream", _l("An ice cream")),
    Picture("toothache", "tooth", _l("A tooth")),
    Picture("worry", "loudspeaker", _l("A loudspeaker"), "day"),
    Picture("council", "classical-building", _l("A big building")),
    # Places
    Picture("find_support", "houses", _l("Houses")),
    Picture("place", "round-pushpin", _l("A pin on a map"), "day"),
    Picture("map", "world-map", _l("A map")),
    Picture("library", "books", _l("Books"), "day"),
    Picture("mental_health", "green-heart", _l("A green heart")),
    Picture("care_home", "house-with-garden", _l("A house with a garden")),
    Picture("hospital", "hospital", _l("A hospital")),
    Picture("group", "handshake", _l("Two hands meet")),
    Picture("assistant", "people", _l("Two people"), set="health"),
    Picture("home_care", "house", _l("A house")),
    Picture("day_place", "sun", _l("The sun")),
    Picture("activities", "artist-palette", _l("Paints")),
    Picture("culture", "cooking", _l("Cooking"), "day"),
    Picture("nothing_found", "magnifying-glass-tilted-left", _l("A magnifying glass")),
    Picture("opening_times", "three-oclock", _l("A clock"), "day"),
    Picture("website", "laptop", _l("A computer"), "day"),
    # The support plan, and its sections
    Picture("plan", "clipboard", _l("A clipboard")),
    Picture("strengths", "flexed-biceps", _l("A strong arm")),
    Picture("wants", "shooting-star", _l("Something I want"), "day"),
    Picture("important_for_me", "raising-hands", _l("Two raised hands")),
    Picture("safe", "safety-vest", _l("A safety vest")),
    Picture("my_home", "house-with-garden", _l("A house with a garden")),
    Picture("my_health", "stethoscope", _l("A stethoscope"), "day"),
    Picture("law", "balance-scale", _l("A pair of scales")),
    Picture("cover", "umbrella", _l("An umbrella"), "day"),
    Picture("less_support", "seedling", _l("A young plant")),
    Picture("suggestion", "light-bulb", _l("A light bulb")),
    Picture("publish", "page-facing-up", _l("A page")),
    Picture("agree", "handshake", _l("Two hands meet")),
    Picture("comment", "left-speech-bubble", _l("A speech bubble")),
    Picture("review", "magnifying-glass-tilted-right", _l("A magnifying glass"), "day"),
    Picture("paper", "page-with-curl", _l("A sheet of paper")),
    Picture("passport", "passport-control", _l("A passport")),
    Picture("medicine", "pill", _l("A pill")),
    Picture("allergy", "peanuts", _l("Nuts")),
    Picture("struck", "cross-mark", _l("A cross"), "day"),
    Picture("sound", "studio-microphone", _l("A microphone")),
    # Outcomes, staff
    Picture("going", "potted-plant", _l("A plant in a pot")),
    Picture("month", "tear-off-calendar", _l("A page of a calendar")),
    Picture("my_list", "clipboard", _l("A clipboard")),
    Picture("practice", "soft-ice-cream", _l("An ice cream")),
    Picture("different", "left-right-arrow", _l("An arrow with two ends")),
    Picture("my_story", "framed-picture", _l("A picture in a frame")),
    Picture("myself", "seedling", _l("A young plant")),
    # What people often want in their life
    Picture("cook", "cooking", _l("Cooking"), "day"),
    Picture("friends", "people", _l("Friends"), set="health"),
    Picture("work", "toolbox", _l("Work"), "day"),
    Picture("travel", "bus", _l("Going by bus")),
    Picture("learn", "graduation-cap", _l("Learning"), "day"),
    Picture("garden", "sunflower", _l("A garden")),
    Picture("shopping", "shopping-cart", _l("Shopping")),
    Picture("holiday", "beach-with-umbrella", _l("A holiday")),
    Picture("staff", "handshake", _l("Two hands meet")),
    Picture("team", "identification-card", _l("A staff badge")),
    Picture("advert", "newspaper", _l("A newspaper")),
    Picture("calendar", "calendar", _l("A calendar")),
    Picture("meeting", "spiral-calendar", _l("A calendar")),
    Picture("clock", "three-oclock", _l("A clock"), "day"),
    Picture("money", "pound-banknote", _l("Pound notes")),
    Picture("thumb_up", "thumbs-up", _l("A thumb up")),
    Picture("thumb_middle", "thumbs-up", _l("A thumb on its side"), turned=True),
    Picture("thumb_down", "thumbs-down", _l("A thumb down")),
    Picture("yes", "check-mark-button", _l("A tick")),
    Picture("no", "cross-mark", _l("A cross"), "day"),
    # What a page says
    Picture("message", "envelope-with-arrow", _l("A letter")),
    Picture("messages", "open-mailbox-with-raised-flag", _l("A letter box"), "day"),
    Picture("warning", "warning", _l("A warning sign")),
    Picture("error", "construction", _l("A road block")),
    Picture("waiting", "hourglass-not-done", _l("A sand clock")),
    Picture("kept", "check-mark-button", _l("A tick")),
    Picture("information", "information", _l("The letter i")),
    Picture("stop", "stop-sign", _l("A stop sign")),
    Picture("remove", "wastebasket", _l("A waste basket")),
    Picture("privacy", "shield", _l("A shield")),
    Picture("accessibility", "wheelchair-symbol", _l("The sign for access")),
    Picture("download", "inbox-tray", _l("A tray with an arrow")),
    # Work
    Picture("provider", "briefcase", _l("A briefcase"), "day"),
    Picture("organisation", "office-building", _l("An office building")),
    Picture("records", "card-index-dividers", _l("A box of cards")),
    Picture("figures", "bar-chart", _l("A chart with bars")),
    Picture("check", "magnifying-glass-tilted-right", _l("A magnifying glass"), "day"),
    Picture("administrator", "wrench", _l("A wrench")),
    # Pictures that people may choose for themselves, and that stand for what they like
    Picture("teapot", "teapot", _l("A teapot"), "day"),
    Picture("cat", "cat-face", _l("A cat")),
    Picture("dog", "dog-face", _l("A dog"), "day"),
    Picture("fish", "tropical-fish", _l("A fish")),
    Picture("flower", "sunflower", _l("A sunflower")),
    Picture("tree", "deciduous-tree", _l("A tree"), "day"),
    Picture("football", "soccer-ball", _l("A football"), "day"),
    Picture("bus", "bus", _l("A bus")),
    Picture("train", "locomotive", _l("A train"), "day"),
    Picture("boat", "sailboat", _l("A boat")),
    Picture("guitar", "guitar", _l("A guitar"), "day"),
    Picture("music", "musical-notes", _l("Music"), "day"),
    Picture("cake", "birthday-cake", _l("A cake")),
    Picture("rainbow", "rainbow", _l("A rainbow"), "day"),
    Picture("paint", "artist-palette", _l("Paints")),
    Picture("swimming", "person-swimming", _l("Swimming")),
    Picture("car", "automobile", _l("A car"), "day"),
)

CHOSEN_BY_PEOPLE: tuple[str, ...] = (
    "teapot",
    "cat",
    "dog",
    "fish",
    "flower",
    "tree",
    "football",
    "bus",
    "train",
    "boat",
    "guitar",
    "cake",
    "rainbow",
    "paint",
)
"""What somebody may choose as their own picture: things, never faces or skin."""

_BY_CONCEPT = {picture.concept: picture for picture in _ALL}


def get(concept: str) -> Picture:
    """The picture of a concept. Raises KeyError, with a clear text, for one that has none."""
    try:
        return _BY_CONCEPT[concept]
    except KeyError:
        raise KeyError(
            f"No picture is registered for the concept {concept!r}. Add it to {__name__}."
        ) from None


def concepts() -> tuple[Picture, ...]:
    """Every registered picture, in the order of the registry."""
    return _ALL


def needed_icons() -> Iterator[tuple[str, str]]:
    """Pairs of set and icon, each once, for the build that takes them out of their packages."""
    yield from sorted({(picture.set, picture.icon) for picture in _ALL})
