"""English: the words that name a protected characteristic. Folded: small letters, no accents."""

from __future__ import annotations

from app.staff_choice.fairness.tongue import Tongue
from app.staff_choice.models.sheet import Characteristic as C

_PEOPLE = (
    r"persons?|people|staff|workers?|support workers?|carers?|supporters?|helpers?|assistants?|pa"
    r"|wom[ae]n|females?|lad(?:y|ies)|girls?|gals?|m[ae]n|males?|guys?|blokes?|lads?|boys?|chaps?"
    r"|gentlem[ae]n|somebody|someone|anybody|anyone|one|ones|applicants?"
    r"|adults?|students?|parents?|mums?|mothers?|dads?|fathers?|only"
)
_NATIONS = (
    r"english|british|scottish|welsh|irish|polish|pakistani|indian|bangladeshi|bengali|punjabi"
    r"|chinese|asian|south asian|african|caribbean|jamaican|nigerian|ghanaian|somali|romanian"
    r"|bulgarian|ukrainian|russian|hungarian|lithuanian|latvian|slovak|czech|german|french|spanish"
    r"|italian|portuguese|turkish|kurdish|iranian|persian|iraqi|arab|arabic|syrian|afghan|american"
    r"|european|eastern european|western|filipino|filipina|brazilian|jewish|mixed[- ]race"
)
_COUNTRIES = (
    r"england|britain|the uk|uk|scotland|wales|ireland|poland|pakistan|india|bangladesh|china"
    r"|africa|asia|jamaica|nigeria|ghana|somalia|romania|bulgaria|ukraine|russia|hungary|germany"
    r"|europe|eastern europe|the philippines|turkey|iraq|iran|syria|afghanistan|abroad|here"
    r"|this country|another country|my country|the same country"
)
_UNITS = (
    r"(?:hours?|hrs?|minutes?|mins?|days?|weeks?|months?|miles?|pounds?|%"
    r"|percent|kg|stone|mph|times|people|pm|am|years? (?:of|in|experience))"
)
_NUMBER = (
    r"(?:1[4-9]|[2-9]\d|eighteen|twenty(?:[- ]five)?|thirty(?:[- ]five)?"
    r"|forty(?:[- ]five)?|fifty|sixty|seventy)"
)
_THINGS_OF_AGE = r"(?:twenties|thirties|forties|fifties|sixties|seventies|teens|[2-9]0'?s)"
_BELIEFS = (
    r"christian|muslim|moslem|jewish|hindu|sikh|catholic|protestant|anglican"
    r"|buddhist|methodist|pentecostal"
)
# Where a thought ends, or goes on about something else: "too old for this", but "too old a car".
_END = r"(?= *(?:$|[.,;:!?\n])| (?:for|to|at|in|please|now|and|or|but|because)\b)"

ENGLISH = Tongue(
    always={
        C.SEX: (
            r"wom[ae]n|womam|woamn|females?|femails?|femal|lad(?:y|ies)|girls?|gals?|m[ae]n|males?",
            r"guys?|blokes?|lads?|boys?|chaps?|gentlem[ae]n|masculine|feminine|gents",
            r"(?:same|my|my own|opposite) (?:sex|gender)|(?:sex|gender)",
            r"(?:^|[.;!?\n]\s*)s?he (?:has|must|should|needs?|can|could|is|will|would|likes?)",
        ),
        C.AGE: (
            r"youthful|teen(?:ager)?s?|pensioners?|elderly|middle[- ]aged|youngsters?|oaps?",
            r"(?:my|my own|own|same|similar|certain|right|around my|near my|any) age|age group",
            r"(?:close|near|nearer) (?:to me )?in age|aged \d\d|\d\d ?-? ?years? ?-?old",
            rf"(?:under|over|below|above|older than|younger than) {_NUMBER}(?!\d"
            rf"|:)(?! ?{_UNITS}\b)",
            rf"(?:between|from) {_NUMBER} (?:and|to) {_NUMBER}(?! ?{_UNITS}\b)",
            rf"{_NUMBER} ?(?:-|to) ?{_NUMBER} ?(?:years? ?old|yrs? ?old|year olds)",
            rf"{_NUMBER} (?:or|and) (?:over|under|older|younger|above|below)",
            rf"in (?:his|her|their|the|my) (?:early |late |mid[- ]?)?{_THINGS_OF_AGE}",
            r"born (?:after|before|in|since) (?:19|20)\d\d",
            rf"too (?:young|old|mature){_END}",
        ),
        C.DISABILITY: (
            r"able[- ]?bodied|handicapped|health (?:problems?|conditions?|issues?)"
            r"|(?:good|bad|poor) health",
            r"mental(?:ly)? (?:ill|illness|health problems?|health issues?)"
            r"|illness(?:es)?|disabilit(?:y|ies)",
            r"(?:off|call(?:s|ing)? in) (?:work )?sick|sick (?:days?|leave)|sickness(?: record)?",
            r"(?:has|have|having|got|with|no) (?:a )?(?:autism|adhd|epilepsy"
            r"|depression|anxiety|diabetes|bad back)",
            r"wheelchair users?|medical conditions?",
            rf"too (?:ill|sick|unwell|disabled|deaf|blind|autistic){_END}",
        ),
        C.GENDER_REASSIGNMENT: (
            r"trans|trans-?gender(?:ed)?|trans-?sexuals?|tranny|trann(?:y|ies)"
            r"|sex change|non-?binary",
            r"transition(?:ed|ing)|cis|cis-?gender",
        ),
        C.MARRIAGE: (
            r"(?:un)?married|marriage|divorced|divorcees?|widow(?:s|ed|er|ers)?"
            r"|bachelors?|spinsters?",
            r"(?:no|without|has|have|having|got)(?: an?)? (?:husband|wife|spouse"
            r"|partner|boyfriend|girlfriend)",
            r"civil partner(?:ship)?",
        ),
        C.PREGNANCY: (
            r"pregnan\w*|maternity(?: leave)?|breast-?feed\w*|child-?less"
            r"|child-?free|time off for (?:kids|children)",
            r"(?:no|without|without any|any)(?: (?:own|small|young|little"
            r"|more))* (?:kids|children|child|bab(?:y|ies)|family of)",
            r"(?:have|has|having|had|wants?|wanting|plan(?:s|ning)?|expecting"
            r"|going to have)(?: (?:a|any|no|small|young|little|their|own|more"
            r"|for))* (?:kids|children|child|bab(?:y|ies))",
            r"childcare (?:problems?|duties|issues?)",
        ),
        C.RACE: (
            r"foreigners?|immigrants?|migrants?|refugees?|asylum seekers?|coloureds?"
            r"|blacks|asians|pakis?|gyps(?:y|ies)|travellers",
            r"(?:same|my|my own|our) (?:skin )?(?:colou?r|race|skin|culture"
            r"|background|nationality|ethnic\w*|heritage|country)",
            rf"(?:be|is|are|come|comes|coming|someone|somebody|person|people|not"
            rf"|only) from (?:{_COUNTRIES})",
            rf"(?:born|raised|grew up|brought up) in (?:{_COUNTRIES})|born (?:here|abroad)",
            rf"native (?:(?:{_NATIONS}) )?speakers?|native (?:{_NATIONS})"
            rf"|(?:first language|mother tongue)",
            r"(?:no|without|strong|foreign|british|english)(?: an?| strong"
            r"| foreign)* accents?|skin(?: colou?r)|ethnic(?:ity)?|caste|nationality"
            r"|citizens?|citizenship",
            r"poles|englishm[ae]n|englishwom[ae]n|irishm[ae]n|brits?",
            rf"whites only|(?:only|no|any) whites{_END}|from an? (?:{_NATIONS}|white|black){_END}",
        ),
        C.RELIGION: (
            r"christians|muslims|moslems|jews?|hindus|sikhs|catholics|protestants"
            r"|buddhists|atheists?|jehovah'?s? witness(?:es)?",
            r"(?:same|my|my own|our|any|no) (?:faith|religion|beliefs?|church)"
            r"|(?:non-?)?believers?|god[- ]fearing|born again",
            r"church ?-?goers?|(?:goes|go|going) to (?:church|mosque|temple|synagogue)(?! with)",
            r"believes? in (?:god|jesus|allah|christ)|practising|of faith|hijab\w*"
            r"|headscar\w+|turbans?|burqas?|niqabs?",
            rf"from (?:an? |any )?(?:{_BELIEFS}){_END}",
            # To pray with somebody is a task, as to take them to church is.
            r"(?:(?:who|that|they|must|should|(?:has|have|needs?) to)(?: also| always| never| not)?"
            r" prays?|(?:^|[.;!?\n] *)prays)(?! (?:with|for|beside|next))",
        ),
        C.ORIENTATION: (
            r"gays|lesbians?|bisexuals?|homosexuals?|heterosexuals?|queers?|lgbt\w*"
            r"|sexuality|sexual orientation|homos?",
        ),
    },
    sometimes={
        C.SEX: (r"mums?|mothers?|dads?|fathers?|sisters?|brothers?|motherly|fatherly",),
        C.AGE: (r"young(?:er|ish|est)?|old(?:er|ish|est)?|mature|retired|aged",),
        C.DISABILITY: (
            r"disabled|healthy|fit|autistic|deaf|blind|epileptic|depressed|ill|sick|unwell",
        ),
        C.MARRIAGE: (r"single|lone",),
        C.RACE: (rf"{_NATIONS}|white|black|brown|coloured|foreign|ethnic",),
        C.RELIGION: (rf"{_BELIEFS}|religious|pious",),
        C.ORIENTATION: (r"gay|straight|bi",),
    },
    aside=(
        # What the person is, and whom they have round them. "My age" speaks of the worker.
        r"(?:that |if |because |when )?(?:i am|i'?m|im|me being|i was)(?: \w+){1,3}",
        r"my (?!own age|age|own faith|faith|religion|own religion|colour|color|race|skin|culture"
        r"|background|country|nationality|heritage|sex|gender|own sex|own gender"
        r"|beliefs?|own culture"
        r"|own country|church\b)(?:\w+)(?: (?:and|or) my \w+| (?!and|or|who|to"
        r"|is|must|should)\w+)?",
        # A task, or what somebody knows: whom they worked with, whom they get on with.
        r"(?:experience|experienced|worked|working|works|trained|training|good|gets? on|getting on)"
        r"(?: \w+){0,2} (?:with|for|in|of|about)\b[^.;,\n]*",
        r"(?:knows?|understands?|understanding|learns?|learned"
        r"|learnt)(?: \w+){0,2} (?:about|of|that)?\b[^.;,\n]*",
        r"respects?\b[^.;,\n]*",
        r"(?:m[ae]n|males?|boys?|lads) (?:and|or|&) (?:wom[ae]n|females?|girls?|ladies)"
        r"|(?:wom[ae]n|females?|girls?|ladies) (?:and|or|&) (?:m[ae]n|males?|boys?|lads)",
        r"(?:see|meet|visit|with|to|from|phone|call) (?:the|our|that"
        r"|other) (?:\w+ )?(?:m[ae]n|wom[ae]n|lad(?:y|ies)|girls?|boys?|guys?"
        r"|lads)",
        # Things that carry such a word in their name.
        r"man(?:chester)? (?:united|utd|city|u)|(?:iron|spider|bat|super"
        r"|he)[- ]man|x-men|m[ae]n in black",
        r"(?:wom[ae]n|m[ae]n|girl|boy|lady|children|child|kid)'s (?!only"
        r"|needs)(?:\w+)|(?:girls|boys|ladies|kids)' \w+",
        r"(?:wom[ae]n|m[ae]n|girls?|boys?|lad(?:y|ies))s? (?:football|rugby"
        r"|cricket|hour|tennis|group|club|night|toilets?|clothes|shoes|ward"
        r"|magazines?)",
        r"(?:fe)?male (?:cats?|dogs?|pupp(?:y|ies)|kittens?|rabbits?|hamsters?"
        r"|singers?|bands?|pets?)",
        r"lady gaga|spice girls|beach boys|girls aloud|pet shop boys|girl ?bands?|boy ?bands?",
        r"young at heart|(?:gay|lgbt\w*)[- ](?:friendly|pride|bars?|pubs?|clubs?)|old trafford",
        r"(?:trans|transport)(?:port)|straight (?:talking|away|home|to)|any children's",
        # What fits somebody, such as a time.
        r"(?:do|does|did|will|would)(?:n't| not)? fit",
    ),
    people=_PEOPLE,
    filler=(
        r"an?|the|no|not|only|please|very|too|really|quite|nice|kind|good|some|just|more|any|also"
        r"|i|we|want|wants|would|like|likes|love|prefer|need|needs|looking|for"
        r"|ideally|preferably|must|should|has|have|to|who|that"
        r"|physically|mentally|fully|own|my|at|all|both|or|and|me|same|as|in"
        r"|body|if possible|possible|himself|herself|themselves|always|often|never|still|far"
        r"|nobody|everybody|everyone"
    ),
    being=r"be|is|are|being|was|feels|looks|who'?s|isn'?t|aren'?t",
    follows=r"like|as|for|to|at|in|please|only|too|who|because|so|enough|but|if"
    r"|themselves|himself|herself",
    joins=r"and|or|but|not|nor|&",
)
