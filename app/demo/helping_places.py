"""The demo's places that can help, as they tell of themselves: invented, kind, plainly made up.

Their postcodes end in letters that no postcode of the United Kingdom ends in, their numbers are
those kept free for fiction, their addresses on the web cannot exist.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum

from app.demo.people import OTHER_PROVIDER, SMALL_SUPPORTS
from app.demo.portraits import portrait
from app.people.actions.records import today
from app.providers.importers import Sentence, Supporter
from app.providers.models import Kind


class Seen(Enum):
    """How far the checks of a place are."""

    ALL = "all"
    ONE_OVER = "one-over"
    ONE_NO_LONGER_HOLDS = "one-no-longer-holds"
    SOME = "some"
    NONE = "none"


Told = tuple[tuple[str, str], ...]
# Who did not want their face to be shown.
SHOW_NO_FACE = frozenset(("Odile", "Gulnaz", "Peregrine"))


@dataclass(frozen=True)
class HelpingPlace:
    """A place: its facets as "group:slug", its sentences by language as (picture, words)."""

    name: str
    kind: Kind
    postcode: str
    address: str
    provider: str
    facets: str
    hour_pence: int | None
    seen: Seen
    told: dict[str, Told]
    people: tuple[tuple[str, str], ...] = ()
    areas: str = ""
    phone: str = ""
    is_micro: bool = False
    is_sole_trader: bool = False
    is_regulated: bool = False
    rating: str = ""
    people_speak: str = "en"
    # A film: whose, and what is seen and said in it.
    film: tuple[str, str] = ("", "")

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(
            Sentence(language, concept, words)
            for language, told in self.told.items()
            for concept, words in told
        )

    @property
    def workers(self) -> tuple[Supporter, ...]:
        return tuple(self._shown(name, line) for name, line in self.people)

    def _shown(self, name: str, line: str) -> Supporter:
        """With a drawn face, unless they said no to that."""
        told = Supporter(name, line, today() - timedelta(days=60), self.people_speak)
        if name in SHOW_NO_FACE:
            return told
        whose, words = self.film
        link = f"https://films.example/{name.lower()}" if name == whose else ""
        return replace(
            told,
            photo=portrait(name),
            video_link=link,
            video_words=words if link else "",
        )


WEEKDAYS = "day:monday day:tuesday day:wednesday day:thursday day:friday"
WEEKEND = "day:saturday day:sunday"

HELPING_PLACES = (
    HelpingPlace(
        "Hazelwick Supported Living",
        Kind.SUPPORTED_LIVING,
        "LS8 4OV",
        "The Teapot House, Roundhay",
        SMALL_SUPPORTS,
        "for:learning-disability for:autism language:english language:polish language:urdu "
        "culture:halal-food culture:vegetarian-food pay:direct-payment pay:individual-service-fund "
        "pay:council size:small-provider place:step-free who:woman who:man who:driver who:autism "
        f"who:epilepsy {WEEKDAYS} {WEEKEND}",
        2450,
        Seen.ALL,
        {
            "en": (
                ("my_home", "You have your own home. The keys are yours."),
                ("two_people", "Each of us supports one or two people."),
                ("staff", "You meet us first. You choose."),
                ("garden", "We garden, cook and go to the match."),
                ("night", "Somebody can stay at night."),
            ),
            "pl": (
                ("my_home", "Masz własny dom. Klucze są Twoje."),
                ("two_people", "Każdy z nas wspiera jedną lub dwie osoby."),
                ("staff", "Najpierw nas poznajesz. Ty wybierasz."),
                ("garden", "Pracujemy w ogrodzie, gotujemy, chodzimy na mecze."),
                ("night", "Ktoś może zostać na noc."),
            ),
            "ur": (
                ("my_home", "آپ کا اپنا گھر ہے۔ چابیاں آپ کی ہیں۔"),
                ("two_people", "ہم میں سے ہر ایک، ایک یا دو لوگوں کی مدد کرتا ہے۔"),
                ("staff", "آپ پہلے ہم سے ملتے ہیں۔ پسند آپ کی ہے۔"),
                ("garden", "ہم باغبانی کرتے، کھانا پکاتے اور میچ دیکھتے ہیں۔"),
                ("night", "رات کو کوئی ساتھ رہ سکتا ہے۔"),
            ),
        },
        (
            ("Tansy", "I bake bread and sing badly."),
            ("Rufus", "I know all the buses."),
            ("Odile", "I am calm. I have two cats."),
        ),
        "LS7 LS17",
        "0113 496 0401",
        is_regulated=True,
        rating="Good",
        film=(
            "Tansy",
            "Tansy takes bread out of an oven. She says: “You choose the shape.” Then she sings.",
        ),
    ),
    HelpingPlace(
        "Hazelwick Weekends",
        Kind.ACTIVITIES,
        "LS8 1IK",
        "The Teapot House, Roundhay",
        SMALL_SUPPORTS,
        "for:learning-disability for:young-adults language:english pay:direct-payment "
        f"pay:own-money size:small-provider who:driver {WEEKEND}",
        1600,
        Seen.ALL,
        {
            "en": (
                ("football", "We go to the match and to the sea."),
                ("friends", "We are six friends and a minibus."),
                ("decision", "Each Friday you say what we do."),
            )
        },
        (("Rufus", "I know all the buses."),),
        phone="0113 496 0401",
        is_regulated=True,
        rating="Good",
    ),
    HelpingPlace(
        "Bramblecote House Share",
        Kind.SUPPORTED_LIVING,
        "LS7 4CK",
        "Bramblecote, Chapel Allerton",
        OTHER_PROVIDER,
        "for:learning-disability language:english culture:caribbean-food pay:council "
        f"pay:direct-payment who:woman who:man {WEEKDAYS} {WEEKEND}",
        2260,
        Seen.ONE_OVER,
        {
            "en": (
                ("home", "Three people share a house with us."),
                ("cook", "We cook Caribbean food on Sundays."),
                ("music", "There is a drum in the hall."),
            )
        },
        (("Jubilee", "I play the drum."), ("Ambrose", "I like quiet mornings.")),
        phone="0113 496 0402",
        is_regulated=True,
        rating="Requires improvement",
    ),
    HelpingPlace(
        "Pip Larkwhistle, personal assistant",
        Kind.PERSONAL_ASSISTANT,
        "LS8 2MO",
        "",
        "Pip Larkwhistle",
        "for:learning-disability for:autism language:english pay:direct-payment pay:own-money "
        f"size:small-provider who:man who:driver who:autism {WEEKDAYS}",
        1550,
        Seen.ALL,
        {
            "en": (
                ("bus", "I go out with you: shops, bus, library."),
                ("clock", "I come when I say I come."),
                ("swimming", "I swim, and wait when you stop."),
            )
        },
        (("Pip", "I whistle. You can tell me to stop."),),
        "LS7 LS9 LS17",
        "0113 496 0403",
        is_micro=True,
        is_sole_trader=True,
    ),
    HelpingPlace(
        "Marigold and Fern",
        Kind.HOME_CARE,
        "LS9 8VC",
        "The Corner Room, Harehills",
        "Marigold and Fern",
        "for:learning-disability for:physical-disability language:urdu language:punjabi "
        "language:english culture:halal-food culture:muslim culture:women-only pay:direct-payment "
        f"pay:council size:small-provider who:woman {WEEKDAYS} {WEEKEND}",
        1980,
        Seen.ALL,
        {
            "ur": (
                ("home", "ہم آپ کے گھر آتی ہیں۔"),
                ("two_people", "ہم سب خواتین ہیں۔"),
                ("cook", "ہم حلال کھانا پکاتی ہیں۔"),
                ("clock", "نماز کا وقت آپ کا اپنا ہے۔"),
            ),
            "en": (
                ("home", "We come to your home."),
                ("two_people", "All of us are women."),
                ("cook", "We cook halal food."),
                ("clock", "You have your time to pray."),
            ),
        },
        (("Zarmina", "I cook, you taste."), ("Gulnaz", "I laugh easily.")),
        "LS8 LS7",
        "0113 496 0404",
        is_micro=True,
    ),
    HelpingPlace(
        "Klub Kociołek",
        Kind.ACTIVITIES,
        "LS11 5KV",
        "The Soup Kitchen Hall, Beeston",
        "Klub Kociołek",
        "for:learning-disability for:young-adults language:polish language:english "
        "culture:polish-food culture:christian pay:own-money pay:prepaid-card size:small-provider "
        "place:step-free day:wednesday day:saturday",
        850,
        Seen.SOME,
        {
            "pl": (
                ("cook", "Gotujemy razem pierogi i zupy."),
                ("music", "W sobotę śpiewamy i tańczymy."),
                ("languages", "Mówimy po polsku i po angielsku."),
            )
        },
        (("Bogna", "Gram na akordeonie."),),
        phone="0113 496 0405",
        people_speak="pl",
    ),
    HelpingPlace(
        "Otterbrook Speaking Up",
        Kind.ADVOCACY,
        "LS6 2IM",
        "Otterbrook Mill, Headingley",
        "Otterbrook Speaking Up",
        "for:learning-disability for:autism for:mental-health language:english language:polish "
        f"language:urdu language:british-sign-language pay:free place:step-free {WEEKDAYS}",
        0,
        Seen.ALL,
        {
            "en": (
                ("advocate", "We stand beside you when you speak up."),
                ("meeting", "We go to meetings with you."),
                ("law", "We tell you what your rights are."),
                ("private", "What you tell us stays with us."),
            ),
            "pl": (
                ("advocate", "Stoimy obok Ciebie, gdy mówisz o swoich sprawach."),
                ("meeting", "Chodzimy z Tobą na spotkania."),
                ("law", "Mówimy Ci, jakie masz prawa."),
                ("private", "To, co nam mówisz, zostaje u nas."),
            ),
            "ur": (
                ("advocate", "جب آپ اپنی بات کہتے ہیں تو ہم ساتھ کھڑے ہوتے ہیں۔"),
                ("meeting", "ہم آپ کے ساتھ ملاقاتوں میں جاتے ہیں۔"),
                ("law", "ہم بتاتے ہیں کہ آپ کے حق کیا ہیں۔"),
                ("private", "جو آپ ہمیں بتائیں وہ ہمارے پاس رہتا ہے۔"),
            ),
        },
        (("Fenella", "I ask until I understand."), ("Dashiell", "I sign and draw.")),
        "LS4 LS7 LS8 LS9 LS11",
        "0113 496 0406",
    ),
    HelpingPlace(
        "Pennyfold Wages",
        Kind.DIRECT_PAYMENT_HELP,
        "LS4 2OC",
        "Two Rooms Over the Bakery, Kirkstall",
        "Pennyfold Wages",
        "for:learning-disability for:physical-disability language:english pay:direct-payment "
        f"pay:personal-health-budget size:small-provider place:parking {WEEKDAYS}",
        1200,
        Seen.ALL,
        {
            "en": (
                ("money", "We pay the wages of your personal assistant."),
                ("records", "We keep the papers in order."),
                ("question", "You ask. We answer in short words."),
            )
        },
        (("Barnabas", "I like neat columns."),),
        "LS6 LS8 LS11 LS17",
        "0113 496 0407",
    ),
    HelpingPlace(
        "Muddy Boots Allotment",
        Kind.DAY_OPPORTUNITIES,
        "LS17 6VK",
        "Plot 9, Moortown",
        "Muddy Boots Allotment",
        "for:learning-disability for:autism for:older-people language:english pay:own-money "
        "pay:direct-payment place:quiet-room place:accessible-toilet day:tuesday day:thursday",
        700,
        Seen.NONE,
        {
            "en": (
                ("garden", "We grow beans, leeks and very big marrows."),
                ("friends", "We drink tea in the shed."),
                ("less_support", "You have a bed of your own to dig."),
            )
        },
        (("Clover", "I talk to the beans."),),
    ),
    HelpingPlace(
        "Saffron Doorstep",
        Kind.PERSONAL_ASSISTANT,
        "M16 0CI",
        "The Yellow Door, Old Trafford",
        "Saffron Doorstep",
        "for:learning-disability for:autism language:urdu language:punjabi language:english "
        "culture:halal-food culture:south-asian-food culture:muslim pay:direct-payment "
        f"pay:prepaid-card pay:council size:small-provider who:woman who:man who:driver {WEEKDAYS}",
        1720,
        Seen.ALL,
        {
            "en": (
                ("bus", "We go out with you, where you like."),
                ("cook", "We cook as your family cooks."),
                ("languages", "We speak Urdu, Punjabi and English."),
            ),
            "ur": (
                ("bus", "جہاں آپ چاہیں، ہم ساتھ جاتے ہیں۔"),
                ("cook", "ہم ویسا ہی کھانا پکاتے ہیں جیسا آپ کے گھر میں بنتا ہے۔"),
                ("languages", "ہم اردو، پنجابی اور انگریزی بولتے ہیں۔"),
            ),
        },
        (("Mehtab", "I know every cricket score."), ("Sheeba", "I paint.")),
        "M14 M15 M21 M32",
        "0161 496 0408",
    ),
    HelpingPlace(
        "Zebra Crossing Travel Friends",
        Kind.ACTIVITIES,
        "M14 5KO",
        "The Old Tram Stop, Fallowfield",
        "Zebra Crossing Travel Friends",
        "for:learning-disability for:young-adults language:english pay:direct-payment "
        f"pay:own-money who:woman who:autism {WEEKDAYS}",
        1480,
        Seen.ONE_NO_LONGER_HOLDS,
        {
            "en": (
                ("travel", "We learn one bus at a time."),
                ("phone", "You have our number in your pocket."),
                ("myself", "One day you go alone."),
            )
        },
        (("Peregrine", "I got lost too, once."),),
        "M16 M21",
        "0161 496 0409",
    ),
    HelpingPlace(
        "Bluebell Barge Days",
        Kind.DAY_OPPORTUNITIES,
        "M32 0MV",
        "The Green Boat, Bridgewater Canal",
        "Bluebell Barge Days",
        "for:learning-disability for:physical-disability language:english pay:council "
        "pay:direct-payment place:step-free place:changing-place who:pmld day:monday day:friday",
        1350,
        Seen.SOME,
        {
            "en": (
                ("boat", "We go slowly along the canal."),
                ("paint", "You paint what you see."),
                ("accessibility", "Two wheelchairs fit on the boat."),
            )
        },
        (("Ottoline", "I steer."), ("Fitz", "I make the soup.")),
        "M33 M41",
        "0161 496 0410",
    ),
    HelpingPlace(
        "Quill and Kettle",
        Kind.MENTAL_HEALTH,
        "M41 5IC",
        "Above the Wool Shop, Urmston",
        "Quill and Kettle",
        "for:mental-health for:autism language:english pay:free place:quiet-room day:wednesday",
        0,
        Seen.NONE,
        {
            "en": (
                ("write", "We write small poems and drink tea."),
                ("communicate", "Nobody has to talk."),
                ("calendar", "Come each Wednesday, or now and then."),
            )
        },
    ),
    HelpingPlace(
        "Wrenfield Home Team",
        Kind.HOME_CARE,
        "M33 7OK",
        "Wrenfield Yard, Sale",
        "Wrenfield Home Team",
        "for:learning-disability for:dementia for:older-people language:english language:polish "
        "pay:council pay:direct-payment pay:personal-health-budget who:woman who:man who:dementia "
        f"who:leaving-hospital {WEEKDAYS} {WEEKEND}",
        2190,
        Seen.ALL,
        {
            "en": (
                ("hospital", "We come the day you leave hospital."),
                ("two_people", "The same four faces, all week."),
                ("medicine", "We help with pills, if you ask us to."),
            ),
            "pl": (
                ("hospital", "Przychodzimy w dniu wyjścia ze szpitala."),
                ("two_people", "Te same cztery twarze przez cały tydzień."),
                ("medicine", "Pomagamy z lekami, jeśli o to prosisz."),
            ),
        },
        (("Magdalena", "I sing in Polish."), ("Humphrey", "I polish boots.")),
        "M41 M32 WA14",
        "0161 496 0411",
        is_regulated=True,
        rating="Outstanding",
    ),
    HelpingPlace(
        "Juniper Evenings",
        Kind.PERSONAL_ASSISTANT,
        "M21 9CV",
        "",
        "Juniper Evenings",
        "for:learning-disability language:english pay:direct-payment pay:own-money "
        "size:small-provider who:woman day:friday day:saturday",
        1400,
        Seen.ALL,
        {
            "en": (
                ("music", "We go dancing, and home when you say so."),
                ("night", "You stay up as late as you like."),
                ("car", "I drive you home."),
            )
        },
        (("Juniper", "I dance with two left feet."),),
        "M16 M14",
        "0161 496 0412",
        is_micro=True,
        is_sole_trader=True,
    ),
)
