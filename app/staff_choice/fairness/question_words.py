"""The words of the check of question cards, as patterns over folded text: English, Polish, Urdu.

`ASIDE`: what speaks of the person or of a task, taken out first. `ASKS`: what is asked about.
"""

from __future__ import annotations

# One sentence may hold two questions: "Do you drive and are you married".
JOINS = (
    r",|،|\b(?:and|or|but) (?=(?:are|do|does|did|have|has|what|when|where|how|is|were|was|will"
    r"|would|can|could|who|which|if)\b)|\b(?:i|oraz|a|albo) (?=(?:czy|jak\w*|ile|kiedy|skad)\b)"
    r"|\bاور (?=(?:کیا|آپ|کتن\w|کہاں)\b)"
)
_FEW = r"(?: (?!your\b|you\b)[\w'-]+)"
_PL = r"(?: \w+)"
ASIDE: tuple[str, ...] = (
    # English: what I am, what happens to me, what somebody does for me.
    rf"(?:if|when|while|because|that|whether) (?:i|i'm|i'd|i've|my \w+|me)\b{_FEW}{{0,6}}",
    rf"(?:i am|i'm|i was|i have|i've|i feel|i need|i want|i like|i do|i had){_FEW}{{1,5}}",
    rf"(?:help\w*|support\w*|take|taking|bring\w*|driv\w+|remind\w*|giv\w+|wash\w*|look\w* after"
    rf"|cook for|talk to|speak to|read to|show|teach|keep|make|push|stay with) (?:me|my|us)\b"
    rf"{_FEW}{{0,8}}",
    rf"(?:go|come|walk|drive|travel|be){_FEW}{{0,5}} with (?:me|us)(?:{_FEW}{{0,4}})",
    r"my (?!age\b|own age\b|faith\b|religion\b|sex\b|race\b|country\b)\w+(?: \w+)?",
    # English: whom somebody worked with, and what they learned.
    rf"(?<!off )(?<!time )(?:work\w*|experience\w*|train\w*|car(?:ed|es|ing)|volunteer\w*|job)"
    rf"(?: (?!your)\w+)? (?:with|for|in|of|as|at|around)(?! your\b| you\b){_FEW}{{1,8}}",
    rf"(?:help\w*|support\w*|talk\w*|listen\w*|speak\w*|play\w*|get on|getting on|explain\w*)"
    rf"(?: \w+)? (?:to|with|for)?(?: ?(?:a|an|the|some|other|disabled|deaf|blind|autistic|old))*"
    rf" ?(?:person|people|somebody|someone|child|children|kids|adults?|man|woman){_FEW}{{0,6}}",
    rf"(?:know|knew|learn\w*|learnt|understand\w*|read|studied|trained)(?: \w+)? (?:about|of|in)"
    rf"(?! your\b| you\b){_FEW}{{1,8}}",
    r"(?:children|kids|family)'s (?!father|mother|dad|mum|names?|age)\w+",
    # Polish.
    rf"(?:gdy|jak|jesli|jezeli|kiedy|ze|gdybym){_PL}{{0,2}} (?:jestem|bede|mam|zachoruje"
    rf"|byl[ao]?m?|miala?m?|mi){_PL}{{0,4}}",
    rf"(?:jestem|bede|mam){_PL}{{1,3}}",
    rf"(?:pomoz\w*|pomog\w*|pomoc|pomaga\w*) (?:\w+ )?(?:mi|mnie){_PL}{{0,6}}",
    rf"ze mna{_PL}{{0,4}}|(?:do|na|w) \w+ ze mna",
    rf"(?:prac(?:owal\w*|uj\w*|y|a|owac)|doswiadczeni\w*|zajmow\w+){_PL}{{0,2}}"
    rf" (?:z|ze|w|przy|jako|dla)(?! pan\w*){_PL}{{1,5}}",
    rf"(?:wie|zna|nauczyl\w*|uczyl\w*|rozumie){_PL}{{0,2}} (?:o|na temat)(?! pan\w*){_PL}{{1,5}}",
    r"(?:moj\w*|moi\w*|mnie) (?!wieku|wyznania|wiary|kraju)\w+(?: \w+)?",
    # Urdu.
    r"(?:اگر|جب) (?:میں|مجھے|میر[یےا])\b.*?(?: تو\b|$)",
    r"میر[یےا] ساتھ(?: \w+){0,3}",
    r"میر[یےا] (?!عمر|مذہب|ملک|ساتھ)\w+",
    r"میں(?: \w+){1,3} ہوں",
    r"(?<!آپ کے )(?<!اپنے )(?:\w+ )?(?:لوگوں|افراد|بچوں|شخص|مریضوں) (?:کے|کی|کا|کو) "
    r"(?:ساتھ|لیے|مدد|دیکھ|سمجھ\w*)(?: \w+){0,3}",
    r"(?<!آپ کے )(?<!آپ کی )(?<!اپنے )(?<!اپنی )\w+ کے بارے میں(?: \w+){0,2} "
    r"(?:جان|معلوم|سیکھ|پتہ)\w*",
)

_CREEDS = (
    r"muslims?|christians?|hindus?|sikhs?|jew(?:s|ish)?|catholics?|protestants?|buddhists?"
    r"|atheists?|jehovah'?s? witness(?:es)?"
)
_NATIONS = (
    r"british|english|scottish|welsh|irish|polish|pakistani|indian|bangladeshi|chinese|asian"
    r"|african|caribbean|jamaican|nigerian|romanian|ukrainian|russian|german|french|arab|foreign"
    r"|white|black|brown|an? immigrant|an? foreigner|an? refugee"
)
ASKS: dict[str, tuple[str, ...]] = {
    "health": (
        r"(?:your|any|mental|physical|good|bad|poor)(?: \w+)? health|health (?:problem|condition"
        r"|issue|record|history|check)s?|healthy|medical\w*",
        r"you (?:\w+ ){0,2}(?:ill|sick|unwell|poorly|fit|depressed|anxious)|illness(?:es)?",
        r"sick(?:ness| days?| leave| notes?)|off sick"
        r"|(?:off|call\w* in) (?:work )?ill",
        r"you (?:\w+ ){0,2}(?:take|taking|on)(?: \w+)? (?:medicines?|medications?|tablets|pills"
        r"|drugs)|your (?:medicines?|medications?|tablets)",
        r"depression|anxiety|epilep\w+|diabet\w+|cancer|asthma|hiv|panic attacks?|breakdowns?"
        r"|bad back|back (?:problems?|pain|trouble)|addict\w*|alcoholic",
        r"(?:were|been|go|went|you) (?:\w+ ){0,2}(?:in|to) (?:the )?hospital|your (?:doctor|gp"
        r"|weight|injur\w+)|you weigh|(?:had|need|having)(?: an?)? operations?|therapy|counselling",
        # Polish, Urdu
        r"chor(?:uj\w*|ob\w*|owal\w*|y|a|zy|owit\w*)|zdrow(?:ia|ie|iu|y|a|i|otn\w*)|depresj\w*",
        r"zwolnieni\w*(?: lekarsk\w*)?|lek(?:i|ow)|lekarz\w*|leczy\w*|szpital\w*|cukrzyc\w*"
        r"|padaczk\w*",
        r"بیمار\w*|صحت|صحتمند|دوا|دوائی\w*|دوائیں|ہسپتال|علاج|ڈپریشن|ذہنی مریض|مرگی|شوگر|تندرست",
    ),
    "disability": (
        r"dis-?abil\w+|disabled|handicap\w*|autis\w+|asperger\w*|adhd|dyslex\w+|down'?s syndrome"
        r"|learning difficult\w+|impairments?|special needs",
        r"are you (?:\w+ ){0,2}(?:deaf|blind)|you (?:\w+ )?(?:use|need|in) a wheelchair",
        r"(?:nie)?pelnosprawn\w*|inwalid\w*|autyz\w*|autysty\w*|orzeczeni\w*",
        r"معذور\w*|اپاہج|آٹزم|نابینا|بہر[اےی]",
    ),
    "family": (
        r"children|kids|your (?:own )?child|childcare|child care|child-?minders?|famil(?:y|ies)"
        r"|grandchild\w*|depend[ae]nts?|caring (?:responsibilit\w+|duties)|a parent|parents",
        r"your (?:mum|mother|dad|father|sons?|daughters?|brothers?|sisters?|baby)|you care for",
        r"dzieci(?:om|ach|mi|a)?|dzieck\w+|rodzin\w*|rodzic(?:e|ow|em)|cork\w+|syn(?:a|ow|em)?",
        r"بچے|بچوں|بچہ|اولاد|خاندان|گھر والے|گھر والوں|بیٹ[اےی]|بیٹیاں|والدین",
    ),
    "pregnancy": (
        r"pregnan\w*|maternity|paternity|ivf|breast-?feed\w*|start(?:ing)? a family",
        r"(?:have|having|plan\w*|want\w*|try\w*|expect\w*)(?: \w+){0,4} (?:bab(?:y|ies)|child"
        r"|children|kids)",
        r"ciaz\w{1,3}|macierzynsk\w*|(?:odmiennym|blogoslawionym) stanie|spodziewa\w*(?: \w+){0,2}"
        r" dzieck\w+|planuj\w*(?: \w+){0,2} dziec\w+",
        r"حاملہ|حمل|امید سے|زچگی|ماں بننے|بچہ پیدا",
    ),
    "age": (
        r"how old (?:\w+ )?(?:you|u)|how old (?:are|r)|what age (?:are|is)|(?:your|my|own) age"
        r"|(?:date|year) of birth|dob|birth ?date|your birthday",
        r"(?:when|what year|which year)(?: \w+){0,2} you (?:\w+ )?born|retir(?:e|ed|ing|ement)"
        r"|too (?:old|young)|you (?:over|under|above|below) \d\d|(?:how|are) you (?:young|old)",
        r"ile(?: \w+){0,2} (?:ma|masz)(?: \w+){0,2} lat(?! doswiadcz\w*| praktyki| stazu)"
        r"|ile lat (?:pan |pani )?(?:ma|masz)|w jakim(?: \w+){0,2} wieku|(?:pana|pani) wiek",
        r"urodzi\w*|urodzin|emerytur\w*|emeryt\w*|rocznik\w*",
        r"عمر|کتنے سال ک[ےیا]|پیدائش|پیدا ہو\w*|سالگرہ|ریٹائر\w*|بوڑھ\w*",
    ),
    "religion": (
        rf"religio\w*|faith(?! in)|god|allah|jesus|church|mosque|temple|synagogue|gurdwara|pray\w*"
        rf"|ramadan|sabbath|worship\w*|bible|quran|{_CREEDS}|believe in|headscar\w+|hijab\w*",
        r"wyznani\w*|religi\w*|wiar[aye]|wierzac\w*|wierzy\w*|bog(?:a|u)|kosciol\w*|meczet\w*"
        r"|modli\w*|katoli\w*|muzulman\w*|chrzescijan\w*|zyd(?:em|owk\w*)?|praktykujac\w*",
        r"مذہب\w*|مسلمان\w*|مسلم|عیسائی\w*|مسیحی|ہندو|سکھ|یہودی|شیعہ|سنی (?:ہیں|مسلمان)|نماز\w*"
        r"|روزہ|روزے|مسجد|گرجا|چرچ|مندر|خدا|اللہ|عقید\w*|دین|حجاب|پردہ",
    ),
    "sexuality": (
        r"gay|lesbians?|bisexual\w*|heterosexual\w*|homosexual\w*|queer|sexual\w*|sexuality|lgbt\w*"
        r"|sex life|boyfriends?|girlfriends?|are you straight|dating",
        r"gej\w{0,3}|lesbijk\w*|homoseks\w*|heteroseks\w*|biseks\w*|seksualn\w*|chlopaka"
        r"|dziewczyn[ey]",
        r"ہم جنس\w*|آپ گے|لیزبین|جنسی|بوائے فرینڈ|گرل فرینڈ",
    ),
    "marriage": (
        r"married|marry|marriage|husbands?|wife|wives|spouse|divorc\w*|widow\w*|are you single"
        r"|civil partner\w*|(?:your|a) partner|maiden name|mrs or miss|miss or mrs|engaged to",
        r"mezatk\w*|(?:nie)?zamezn\w*|(?:nie)?zonat\w*|maz|meza|mezem|zon[aey]|slub\w*|rozwod\w*"
        r"|rozwiedzion\w*|wdow\w*|stan\w* cywiln\w*|panna|panno|kawaler\w*|partner(?:a|ke|ki)?",
        r"شادی\w*|شوہر|بیوی|منگنی|طلاق\w*|بیوہ|کنوار\w*",
    ),
    "nationality": (
        r"nationalit\w+|where(?: \w+){1,3} from|(?:you|family|parents) (?:\w+ )?come from"
        r"|born (?:in|here|abroad)|country(?: \w+){0,3} born|(?:your|what|which) (?:home )?country",
        r"(?:first|native) language|mother tongue|native speakers?|passport|visa|citizen\w*"
        r"|ethnic\w*|(?:your|what) race|skin|your (?:accent|heritage|roots)|originally"
        rf"|are you (?:\w+ ){{0,2}}(?:{_NATIONS})",
        r"skad(?: \w+){0,2} (?:pochodz\w*|jest\w*)|pochodz(?:i|isz|eni\w*)|narodowosc\w*"
        r"|obywatelst\w*|obywatel\w*|jakiego(?: \w+){0,3} kraju|ras[ay]|paszport\w*|wiz[aye]",
        r"jezyk\w* ojczyst\w*|kolor\w* skory|cudzoziem\w*|obcokraj\w*|jest (?:pan|pani) (?:polk\w+"
        r"|polak\w*|ukrain\w+)",
        r"(?:کس|کون سے|کونسے) ملک|قومیت|شہریت|نسل|ذات|پاسپورٹ|ویزا|مادری زبان|برادری|رنگت"
        r"|کہاں (?:سے|کے)(?: \w+)? (?:ہیں|آئے|آئی|ہو)|(?:پاکستانی|ہندوستانی|انگریز|غیر ملکی) ہیں",
    ),
    "sex": (
        r"are you (?:an? )?(?:man|woman|male|female|boy|girl|lady)|man or (?:a )?woman"
        r"|woman or (?:a )?man|male or female|female or male|(?:your|what|which) (?:sex|gender)",
        r"jest (?:pan|pani) (?:mezczyzna|kobieta)|plec|plci",
        r"مرد یا عورت|عورت یا مرد|(?:مرد|عورت|لڑک[یا]) ہیں|(?<!ہم )جنس",
    ),
    "trans": (
        r"trans|trans-?gender\w*|trans-?sexual\w*|sex change|transition(?:ed|ing)|non-?binary"
        r"|gender (?:identity|reassignment)|born an? (?:man|woman|boy|girl)",
        r"trans(?:plciow|seksual|gender)\w*|zmian\w* plci|niebinarn\w*",
        r"ٹرانس(?!پورٹ)\w*|خواجہ سرا|ہیجڑ\w*|مخنث",
    ),
}
