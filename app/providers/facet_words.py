"""The everyday words under which people look for a facet, in three languages.

They are kept with each listing that has the facet, beside the facet's own words in every language:
whoever types "carer", "opiekunka" or "حلال" finds it. Nobody reads them on a page. Ways to pay, the
tick, room and days are chosen, not typed: only their own names find them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from app.language.locales import KNOWN
from app.language.words import catalogue
from app.providers.facets import FACETS, Group
from app.providers.folding import EMPTY, fold

_WORDS = {
    "kind:personal-assistant": "pa pas carer carers helper support worker one to one 1:1 assistant "
    "go out take me out company asystent asystentka osobisty opiekun opiekunka pomocnik "
    "مددگار ذاتی معاون دیکھ بھال کرنے والا ساتھ",
    "kind:supported-living": "supported living own flat tenancy housing home of my own move out "
    "support worker 24 hour wspomagane mieszkanie mieszkania wsparcie w domu leaving hospital "
    "اپنا گھر رہائش مدد کے ساتھ رہنا",
    "kind:home-care": "home care homecare care at home carer carers domiciliary washing dressing "
    "meals cooking getting up bed opieka domowa w domu opiekun opiekunka pomoc "
    "گھر پر دیکھ بھال گھر میں مدد نگہداشت",
    "kind:activities": "activities activity things to do fun hobby hobbies club going out days out "
    "take me out friends sport art music zajęcia hobby klub rozrywka wyjścia "
    "سرگرمیاں مشغلے باہر جانا دوست",
    "kind:day-opportunities": "day centre daycentre day center day service day care daytime "
    "somewhere to go learning work skills dzienny ośrodek świetlica zajęcia dzienne "
    "دن کا مرکز ڈے سینٹر دن میں",
    "kind:advocacy": "advocacy advocate advocates speak up speaking up speak for me my rights "
    "complain complaint imca rzecznik rzecznictwo prawa adwokat "
    "وکیل ترجمان حقوق میری طرف سے بولنا نمائندہ",
    "kind:direct-payment-help": "direct payment direct payments payroll wages employer employing "
    "pa carer help with my money managed account budget tax "
    "płatności bezpośrednie lista płac pieniądze "
    "ڈائریکٹ پیمنٹ تنخواہ پیسے میں مدد",
    "kind:mental-health": "mental health wellbeing feelings anxiety depression counselling talking "
    "therapy zdrowie psychiczne terapia depresja lęk ذہنی صحت پریشانی ڈپریشن",
    "kind:group": "group groups club meeting meet grupa spotkania گروپ ملاقات",
    "kind:library": "library libraries books reading biblioteka książki لائبریری کتب خانہ کتابیں",
    "kind:care-home": "care home carehome homes residential nursing dom opieki دیکھ بھال کا گھر",
    "for:learning-disability": "learning disability disabilities disabled learning difficulties "
    "niepełnosprawność intelektualna سیکھنے میں دشواری معذوری",
    "for:autism": "autism autistic asd asperger autyzm autystyczny آٹزم",
    "for:mental-health": "mental health zdrowie psychiczne ذہنی صحت",
    "for:physical-disability": "physical disability disabled wheelchair niepełnosprawność ruchowa "
    "wózek جسمانی معذوری وہیل چیئر",
    "for:sensory-loss": "deaf blind hearing sight sensory głuchy niewidomy بہرے نابینا",
    "for:dementia": "dementia memory alzheimer demencja pamięć ڈیمنشیا بھولنے کی بیماری",
    "for:older-people": "older old elderly pensioner seniorzy starsi osoby بزرگ",
    "for:young-adults": "young youth adults młodzi dorośli نوجوان",
    "language:polish": "polish polski polska po polsku mówi polonia پولش",
    "language:urdu": "urdu pakistani اردو",
    "language:punjabi": "punjabi panjabi پنجابی",
    "language:british-sign-language": "bsl sign language signing deaf język migowy اشاروں کی زبان",
    "language:makaton": "makaton signs signing",
    "culture:halal-food": "halal muslim food jedzenie حلال کھانا",
    "culture:kosher-food": "kosher jewish koszerne",
    "culture:vegetarian-food": "vegetarian vegan wegetariańskie سبزی",
    "culture:caribbean-food": "caribbean west indian",
    "culture:south-asian-food": "asian indian pakistani curry roti دیسی",
    "culture:polish-food": "polish food polskie jedzenie obiady",
    "culture:muslim": "muslim islam mosque namaz muzułmanin مسلمان",
    "culture:prayer-space": "prayer pray praying modlitwa نماز",
    "culture:women-only": "women only ladies woman kobiet kobiety خواتین عورتوں",
    "pay:direct-payment": "direct payment",
    "pay:personal-health-budget": "personal health budget phb",
    "pay:individual-service-fund": "individual service fund isf",
    "pay:prepaid-card": "prepaid card",
    "pay:free": "free za darmo bezpłatnie مفت",
    "place:step-free": "wheelchair accessible step free ramp lift wózek dostępne وہیل چیئر",
    "place:accessible-toilet": "accessible disabled toilet toaleta",
    "place:changing-place": "changing places changing place hoist",
    "place:hearing-loop": "hearing loop",
    "place:quiet-room": "quiet calm sensory room cicho خاموش",
    "place:safe-place": "safe place safe places",
    "who:woman": "woman female lady kobieta عورت خاتون",
    "who:man": "man male mężczyzna مرد",
    "who:driver": "driver drives driving car lift kierowca samochód ڈرائیور گاڑی",
    "who:autism": "autism autistic autyzm آٹزم",
    "who:epilepsy": "epilepsy seizures fits epileptic padaczka مرگی",
    "who:pmld": "pmld profound multiple learning disabilities complex needs",
    "who:behaviour": "behaviour behavior challenging pbs positive zachowanie رویہ",
    "who:leaving-hospital": "leaving hospital discharge transforming care szpital ہسپتال",
}
# Typed as words these would find nearly everything.
_CHOSEN_ONLY = frozenset((Group.CHECKED, Group.SIZE, Group.ROOM, Group.DAY))

# Other words for the same thing: who types one finds who wrote the other. Each is the beginning
# of a word, or of the last one of several.
_SAME = (
    ("respite", "short break", "sitting service"),
    ("class", "course", "lesson", "learn to", "workshop"),
    ("wages", "payroll", "payslip"),
    ("transport", "lift to", "minibus", "driver"),
    ("allotment", "garden"),
    ("befriend", "friendship", "company"),
    ("shopping", "errands"),
    ("counsel", "talking therap"),
    ("night", "overnight", "sleep in"),
)


def same_things(text: str) -> str:
    """Other words for what a folded text speaks of."""
    within = f" {text}"
    return " ".join(
        " ".join(group) for group in _SAME if any(f" {each}" in within for each in group)
    )


def words_of(keys: Iterable[str]) -> str:
    """The folded words under which listings with these facets are found, each once."""
    return " ".join(dict.fromkeys(word for key in keys for word in _words(key)))


def facets_that_say(beginnings: Iterable[str], wholes: Iterable[str]) -> list[str]:
    """The facets under whose words somebody looks who typed one of these."""
    begin, whole = tuple(beginnings), frozenset(wholes)
    return [
        key
        for key in FACETS
        if any(word.startswith(begin) or word in whole for word in _words(key))
    ]


@cache
def _words(key: str) -> tuple[str, ...]:
    facet = FACETS[key]
    if facet.group in _CHOSEN_ONLY:
        return ()
    named = [catalogue(locale).as_text(facet.words.msgid) for locale in KNOWN]
    words = fold(" ".join((*named, _WORDS.get(key, "")))).split()
    return tuple(dict.fromkeys(word for word in words if word not in EMPTY))
