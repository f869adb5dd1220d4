"""The words the rules know: banned ones with their suggestion, hard joiners, our own terms.

The terms of `OTHER_WORDS` follow the portal's list of words: one thing has one name.
"""


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


HARD_JOINERS = (
    "although",
    "as well as",
    "consequently",
    "despite",
    "furthermore",
    "hence",
    "hereby",
    "however",
    "in accordance with",
    "in addition to",
    "in order to",
    "in order that",
    "in relation to",
    "in respect of",
    "in spite of",
    "in the event of",
    "in the event that",
    "moreover",
    "nevertheless",
    "notwithstanding",
    "prior to",
    "provided that",
    "pursuant to",
    "regarding",
    "subsequent to",
    "therefore",
    "thereby",
    "thus",
    "whereas",
    "whereby",
    "whilst",
    "whom",
    "with regard to",
    "with respect to",
)

NEGATIVES = _set("cannot never neither no nobody none nor not nothing nowhere unless without")

JOINING_WORDS = _set(
    "after and as because before but if or since so that then though until when where while"
)

BANNED = {
    "abscond": "leave",
    "accommodation": "home",
    "advise": "tell",
    "and/or": "or",
    "approximately": "about",
    "ascertain": "find out",
    "assist": "help",
    "assistance": "help",
    "at this moment in time": "now",
    "attempt": "try",
    "autistic person's disorder": "autism",
    "caseload": "people",
    "challenging behaviour": "say what the person does and needs",
    "click": "tap or choose",
    "click here": "say where it leads",
    "commence": "start",
    "commencing": "starting",
    "compliance": "keeping the rules",
    "compliant": "say what the person chose",
    "demonstrate": "show",
    "dependant": "person",
    "due to the fact that": "because",
    "empower": "help to",
    "endeavour": "try",
    "ensure": "make sure",
    "facilitate": "help",
    "handicap": "disability",
    "handicapped": "disabled",
    "high functioning": "say what the person can do",
    "implement": "do",
    "in the near future": "soon",
    "inform": "tell",
    "initiate": "start",
    "invalid": "say what is wrong",
    "leverage": "use",
    "liaise": "talk",
    "low functioning": "say what help the person needs",
    "mental age": "say what help the person needs",
    "mentally ill": "person with a mental health need",
    "modify": "change",
    "non-compliant": "say what the person chose",
    "non-verbal": "say how the person communicates",
    "notify": "tell",
    "obtain": "get",
    "on a daily basis": "every day",
    "participate": "take part",
    "per annum": "a year",
    "please note": "leave it out",
    "prioritise": "put first",
    "provide with": "give",
    "purchase": "buy",
    "reside": "live",
    "service user": "person",
    "service users": "people",
    "signpost": "show where to go",
    "signposted": "shown where to go",
    "special needs": "support needs",
    "stakeholder": "people",
    "stakeholders": "people",
    "submit": "send",
    "suffers from": "has",
    "suffering from": "has",
    "terminate": "end",
    "the disabled": "disabled people",
    "utilise": "use",
    "utilised": "used",
    "utilising": "using",
    "vulnerable": "say what the risk is",
    "wheelchair bound": "uses a wheelchair",
}

# Another word → ours, and whether screens for work keep it too.
OTHER_WORDS: dict[str, tuple[str, bool]] = {
    "alert": ("message", True),
    "alerts": ("messages", True),
    "aspiration": ("what I want", False),
    "aspirations": ("what I want", False),
    "candidate": ("applicant", True),
    "candidates": ("applicants", True),
    "care plan": ("support plan", True),
    "care plans": ("support plans", True),
    "circle of friends": ("my circle", True),
    "circle of support": ("my circle", True),
    "client": ("person", True),
    "clients": ("people", True),
    "customer": ("person", True),
    "customers": ("people", True),
    "e-mail": ("email", True),
    "goal": ("what I want", True),
    "goals": ("what I want", True),
    "green mark": ("Green Tick", True),
    "inbox": ("messages", True),
    "log in": ("sign in", True),
    "log on": ("sign in", True),
    "log out": ("sign out", True),
    "log off": ("sign out", True),
    "login": ("sign in", True),
    "notification": ("message", True),
    "notifications": ("messages", True),
    "objective": ("what I want", True),
    "objectives": ("what I want", True),
    "patient": ("person", True),
    "patients": ("people", True),
    "permission": ("who can see what", False),
    "permissions": ("who can see what", False),
    "sign on": ("sign in", True),
    "supplier": ("provider", True),
    "suppliers": ("providers", True),
    "support network": ("my circle", True),
    "trusted mark": ("Green Tick", True),
    "unmet need": ("what we could not find", False),
    "unmet needs": ("what we could not find", False),
    "user": ("person", True),
    "users": ("people", True),
    "vendor": ("provider", True),
    "vendors": ("providers", True),
}

VAGUE_LINKS = frozenset(
    (
        "click here",
        "find out more",
        "here",
        "info",
        "learn more",
        "link",
        "more",
        "more info",
        "read more",
        "see more",
        "tap here",
        "this",
        "this link",
        "this page",
    )
)

EVERYDAY_INITIALS = frozenset(("NHS", "GP", "GPS", "TV", "UK", "PIN", "ID"))

# Words of four letters or more that are initials all the same: ER08 names them, not ER16.
KNOWN_INITIALS = frozenset(
    ("BAME", "CAMHS", "HMRC", "HTML", "IMCA", "IMHA", "LGBT", "NICE", "PECS", "SALT", "SEND")
)

BE = _set("am are be been being get gets getting got is was were")

# Third forms that do not end in -ed.
IRREGULAR_PARTICIPLES = _set(
    """
    begun born bought bound broken brought built caught chosen cut drawn driven eaten fed
    felt forgotten fought found given grown heard held hidden hit hurt kept known laid led
    left lent lost made meant met paid put read said seen sent set shown shut sold spent
    spoken stolen sworn taken taught thought thrown told understood withdrawn won worn
    written
    """
)

# They look like the passive and tell how somebody or something is.
STATES = _set(
    """
    advanced aged allowed ashamed bored called closed confused connected crowded delighted
    detailed disabled divorced done excited experienced finished frightened gone interested
    involved left limited lost married mixed named needed open pleased prepared qualified
    related relaxed retired scared shared signed surprised tired trained unmarried upset
    used worried
    """
)
