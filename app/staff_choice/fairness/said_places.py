"""Where somebody is found: mail, links, names on social media, postcodes, streets, birthdays, cars.

Each function takes the plain text and gives pairs of kind and words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_I = re.IGNORECASE
# The ends of addresses that people here use; a rule for all would take "end.Then" for a link.
_ENDS = (
    "com|org|net|info|biz|eu|co|uk|pl|pk|io|app|dev|me|tv|scot|wales|ac|gov|nhs|example|online|"
    "site|shop|blog|xyz"
)
_DOT = r"(?:dot|kropka|ڈاٹ)"
_AT = r"(?:at|małpa|malpa|ایٹ)"
_EMAIL = re.compile(
    r"[\w.+\-]+\s?(?:@|[(\[{]\s?(?:at|małpa)\s?[)\]}])\s?[\w\-]+(?:\s?(?:\.|[(\[{]\s?dot\s?[)\]}])\s?[\w\-]+)+",
    _I,
)
_EMAIL_SAID = re.compile(
    rf"(?:[\w\-]+\s+){{1,4}}{_AT}\s+[\w\-]+(?:\s+[\w\-]+)?\s+(?:{_DOT}\s+[\w\-]+\s+)*{_DOT}\s+(?:{_ENDS})\b",
    _I,
)
_LINK = re.compile(
    rf"(?:https?:/*|www\s?\.)\S+|///\w+|(?<![\w@.])[\w\-]{{2,}}(?:\.[\w\-]+)*\.(?:{_ENDS})\b(?:/\S*)?",
    _I,
)
# Three words with dots between are a door on a map.
_THREE_WORDS = re.compile(r"(?<![\w.])[^\W\d_]{3,}\.[^\W\d_]{3,}\.[^\W\d_]{3,}(?![\w.])")
_LINK_SAID = re.compile(rf"[\w\-]+\s+{_DOT}\s+(?:{_ENDS})\b|\bw\s?w\s?w\b", _I)
_HANDLE = re.compile(r"(?<![\w.])@\s?[\w][\w.\-]{1,}")
_MEDIA = (
    "facebook|instagram|insta|tiktok|tik tok|snapchat|snap|twitter|"
    "youtube|whatsapp|telegram|discord|linkedin|threads|bluesky|twitch|"
    "messenger|fejsie|facebooku|instagramie|tiktoku|فیس بک|انسٹاگرام|"
    "ٹک ٹاک|یوٹیوب|واٹس ایپ|اسنیپ چیٹ"
)
_BY_NAME = (
    r"find me|look (?:for )?me|look me up|search (?:for )?(?:me|us)|"
    r"follow me|follow us|add me|find us|message me|my name|my page|"
    r"i am on|i'm on|called|szukaj|znajdziesz|znajdź|nazywam|jestem jako|"
    r"mój profil|moja strona|dodaj mnie|میرا نام|میرا پیج|تلاش کریں|"
    r"ڈھونڈیں|فالو"
)
_MEDIA_AS = re.compile(
    rf"(?<!\w)(?:{_MEDIA})(?!\w)\s*(?:as|under|jako|is|:|=|-|/|پر)\s*\S.{{0,40}}",
    _I,
)
_MEDIA_FIND = re.compile(
    rf"(?:{_BY_NAME})\b[^.!?۔]{{0,30}}(?<!\w)(?:{_MEDIA})(?!\w)|"
    rf"(?<!\w)(?:{_MEDIA})(?!\w)[^.!?۔]{{0,30}}(?:{_BY_NAME})",
    _I,
)
# Inward codes never use C, I, K, M, O and V (Royal Mail, PAF guide).
_POSTCODE = re.compile(
    r"(?<![A-Z0-9])(?:[A-Z]{1,2}[0-9][A-Z0-9]?|GIR)[\s.\-_,/]{0,3}[0-9][ABD-HJLNP-UW-Z]{2}(?![A-Z0-9])",
    _I,
)
_ORDINAL = re.compile(r"[\s.\-_,/](?:1st|2nd|3rd|[4-9]th)$", _I)
_ROADS = (
    "road|rd|street|avenue|ave|lane|close|drive|crescent|terrace|grove|mews|gardens|court|place|"
    "walk|way|square|parade|hill|row|rise|view|villas"
)
_NUMBERED = re.compile(
    rf"(?<![\d.:£])\d{{1,4}}\s?[a-z]?,?\s+(?:[a-z][\w'\-]+\s+){{1,3}}?(?:{_ROADS})\b|"
    rf"\b(?:house|flat|apartment|block)\s+(?:number|no\.?|nr\.?)\s*\d+\w?|"
    rf"\b(?:flat|apartment)\s+\d+\w?\s*,",
    _I,
)
# Without a number only what is written as a name and can be nothing else.
_NAMED = re.compile(
    r"\b(?:[A-Z][\w'\-]+\s+){1,3}(?:Road|Rd|Street|Avenue|Ave|Lane|Close|Crescent|Terrace|Grove|Mews)\b"
)
# Streets that everybody knows, and nobody there lives in one.
_KNOWN_STREETS = (
    "coronation street|sesame street|baker street|wall street|downing street|oxford street|"
    "regent street|high street|abbey road|penny lane|tin pan alley|the lane|bond street|"
    "carnaby street|drury lane|elm street|quality street|fleet street|main street|park lane"
)
_IS_KNOWN = re.compile(rf"(?:^|\s)(?:{_KNOWN_STREETS})$", _I)
_ADDRESS_PL = re.compile(
    r"\b(?:ul\.|ulica|ulicy|al\.|aleja|alei|os\.|osiedle|osiedlu|plac|placu)\s+[A-ZŁŚŻŹĆ]\w+(?:\s+\d+\w?)?|"
    r"\b(?:numer|nr)\s+(?:domu|mieszkania)\s*:?\s*\d+|\bmieszkani[aeu]\s+(?:numer|nr)\s*\d+"
)
_ADDRESS_UR = re.compile(
    r"(?:مکان|گلی|فلیٹ|گھر|ہاؤس|کوٹھی)\s*(?:نمبر|نمبر:)\s*\S+|\S+\s+(?:روڈ|اسٹریٹ|سٹریٹ|ایونیو|لین)(?!\w)"
)
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|"
    "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|"
    "grudnia|جنوری|فروری|مارچ|اپریل|مئی|جون|جولائی|اگست|ستمبر|اکتوبر|نومبر|دسمبر"
)
_ORDINALS = (
    r"\d{1,2}(?:st|nd|rd|th|\.)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
    r"eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|"
    r"twentieth|twenty[\s\-](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|"
    r"thirtieth|thirty[\s\-]first|"
    r"(?:dwudziestego |trzydziestego )?(?:pierwszego|drugiego|trzeciego|czwartego|piątego|szóstego|"
    r"siódmego|ósmego|dziewiątego)|dziesiątego|jedenastego|dwunastego|trzynastego|czternastego|"
    r"piętnastego|szesnastego|siedemnastego|osiemnastego|dziewiętnastego|dwudziestego|trzydziestego"
)
_DAY_ALONE = (
    rf"(?<!\w)(?:(?:the\s+)?(?:{_ORDINALS})\s+(?:of\s+)?(?:{_MONTHS})|"
    rf"(?:{_MONTHS})\s+(?:the\s+)?(?:{_ORDINALS}))(?!\w)"
)
_NUMERIC_DATE = r"(?<!\d)\d{1,2}\s?[./\-]\s?\d{1,2}\s?[./\-]\s?(?:19|20)?\d\d(?!\d)"
_YEAR = r"(?:19\d\d|20[01]\d)"
_FULL_DATE = re.compile(
    rf"(?<!\d)\d{{1,2}}\s?[./\-]\s?\d{{1,2}}\s?[./\-]\s?{_YEAR}(?!\d)|"
    rf"(?<!\d){_YEAR}-\d\d-\d\d(?!\d)|{_DAY_ALONE},?\s+{_YEAR}(?!\d)",
    _I,
)
_WHEN = (
    rf"(?:{_DAY_ALONE}|{_NUMERIC_DATE}|(?<!\d)\d{{1,2}}[./]\d{{1,2}}(?!\d)|"
    r"(?<!\d)(?:19|20)\d\d(?!\d|s))"
)
_BORN = (
    r"\bborn\b|birthday|birth\b|\bdob\b|d\.o\.b|urodzi\w*|urodzon\w*|\bur\.|سالگرہ|پیدا|پیدائش|"
    r"\bturn(?:s|ed|ing)?\s+\d{2}\b|kończ\w+\s+\d+\s+lat|skończ\w+\s+\d+\s+lat|\bi\s?a?'?m\s+\d{2}\s+on\b|"
    r"\d+\s*سال\s*(?:کا|کی|کے)\s*(?:ہو|ہوں)"
)
_BIRTHDAY = re.compile(rf"(?:{_BORN}).{{0,40}}?{_WHEN}|{_WHEN}.{{0,40}}?(?:{_BORN})", _I)
# Plates since 2001, those before, and old ones where the words speak of a car.
_PLATE = re.compile(r"(?<![A-Z0-9])[A-Z]{2}[0-9]{2}[\s\-]?[A-Z]{3}(?![A-Z0-9])")
_OLD_PLATE = re.compile(
    r"(?<![A-Z0-9])(?:[A-Z][0-9]{1,3}[\s\-]?[A-Z]{3}|[A-Z]{3}[\s\-]?[0-9]{1,3}[A-Z]|[A-Z]{2}[0-9]{2}[\s\-]?[A-Z]{3})"
    r"(?![A-Z0-9])",
    _I,
)
_OF_A_CAR = re.compile(
    r"\b(?:reg|registration|number plate|plate|car|van|drive)\b|"
    r"\b(?:samoch\w*|auto|rejestrac\w*|tablic\w*)\b|"
    r"گاڑی|کار(?!\w)|نمبر پلیٹ",
    _I,
)
_INSURANCE = re.compile(r"(?<!\w)[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D](?!\w)", _I)


def _all(kind: str, pattern: re.Pattern[str], text: str) -> Iterator[tuple[str, str]]:
    return ((kind, found[0]) for found in pattern.finditer(text))


def emails(text: str) -> Iterator[tuple[str, str]]:
    yield from _all("email", _EMAIL, text)
    yield from _all("email", _EMAIL_SAID, text)


def links(text: str) -> Iterator[tuple[str, str]]:
    for pattern in (_LINK, _THREE_WORDS, _LINK_SAID):
        yield from _all("link", pattern, text)


def handles(text: str) -> Iterator[tuple[str, str]]:
    for pattern in (_HANDLE, _MEDIA_AS, _MEDIA_FIND):
        yield from _all("handle", pattern, text)


def known(text: str, emails_of_circle: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The part before the @ of an address of the circle, however its letters are spread."""
    together = re.sub(r"[\W_]", "", text.casefold())
    for email in emails_of_circle:
        name = re.sub(r"[\W_]", "", email.partition("@")[0].casefold())
        if len(name) >= 8 and name in together:
            yield "email", email.partition("@")[0]


def postcodes(text: str) -> Iterator[tuple[str, str]]:
    """A whole postcode. A district alone may be said."""
    for found in _POSTCODE.finditer(text):
        if not _ORDINAL.search(found[0]):
            yield "postcode", found[0]


def addresses(text: str) -> Iterator[tuple[str, str]]:
    for pattern in (_NUMBERED, _NAMED):
        for found in pattern.finditer(text):
            if not _IS_KNOWN.search(found[0]):
                yield "address", found[0]
    yield from _all("address", _ADDRESS_PL, text)
    yield from _all("address", _ADDRESS_UR, text)


def birthdays(text: str) -> Iterator[tuple[str, str]]:
    """A whole date of the past century, or a day beside words of a birth or of years."""
    yield from _all("birthday", _FULL_DATE, text)
    yield from _all("birthday", _BIRTHDAY, text)


def cars(text: str) -> Iterator[tuple[str, str]]:
    yield from _all("car", _PLATE, text)
    if _OF_A_CAR.search(text):
        yield from _all("car", _OLD_PLATE, text)
    yield from _all("long-number", _INSURANCE, text)
