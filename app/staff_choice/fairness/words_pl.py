"""Polish: the words that name a protected characteristic. Folded: no Polish letters."""

from __future__ import annotations

from app.staff_choice.fairness.tongue import Tongue
from app.staff_choice.models.sheet import Characteristic as C

_NUMBER = r"(?:1[4-9]|[2-9]\d)"
_WORK = r"(?! (?:doswiadczeni|prac|prawa jazdy|stazu)\w*)"
_ENDS = r"(?:y|a|e|ego|ej|emu|ym|i|ych|ymi)"
# Where a thought ends, or goes on about something else: "za stary do tego", but "za stary film".
_END = r"(?= *(?:$|[.,;:!?\n])| (?:na|do|dla|zeby|by|juz|i|ale|bo)\b)"

POLISH = Tongue(
    always={
        C.SEX: (
            r"kobiet\w*|mezczyzn\w*|facet\w*|dziewczyn\w*|chlopak\w*|chlopiec"
            r"|chlopc\w*|babk\w{1,2}|baba",
            r"(?:mila|starsza|mloda|tylko|jakas|zadna|fajna|dobra)(?: \w+)? (?:pani|panie)",
            r"(?:mily|starszy|mlody|tylko|jakis|zaden|fajny|dobry)(?: \w+)? (?:pan|panowie)",
            r"plec|plci|plci (?:zenskiej|meskiej)|pani w|pan w (?:moim|srednim|podobnym)",
        ),
        C.AGE: (
            r"emeryt\w*|nastolat\w*|rowiesni\w*|mlodziez\w*|staruszk\w*|dojrzal\w*",
            r"(?:moim|podobnym|srednim|tym samym|zblizonym|mlodym|starszym"
            r"|jakim) wieku|wieku? \d\d|wiek(?:u|iem)? (?:od|do|miedzy)",
            rf"(?:do|ponizej|powyzej|od|ponad|przed|po|okolo|max"
            rf"|maks\w*) {_NUMBER}\.? ?(?:lat|rok|roku|roku zycia|tki|stki){_WORK}",
            rf"(?:za|zbyt) (?:star|mlod){_ENDS}{_END}",
            rf"{_NUMBER} ?(?:-|do|–) ?{_NUMBER} ?lat{_WORK}|\d\d-?lat(?:ek|ka|kow"
            rf"|kiem)|przed (?:trzydziestk|czterdziestk|piecdziesiatk)\w*",
        ),
        C.DISABILITY: (
            r"bez (?:niepelnosprawnosci|chorob\w*|nalogow i chorob)|inwalid\w*|(?:z"
            r"|ma|bez) autyzm\w*|(?:ma|bez) (?:padaczk|depresj)\w*",
            r"(?:na )?zwolnieni\w* lekarski\w*|na zwolnieniu|na chorobow\w*"
            r"|nie choruj\w*|(?:w )?pelni sprawn\w*|sprawn\w* fizyczni\w*"
            r"|fizyczni\w* sprawn\w*",
        ),
        C.GENDER_REASSIGNMENT: (
            r"trans|trans-?plciow\w*|trans-?seksual\w*|transgender\w*|niebinarn\w*",
        ),
        C.MARRIAGE: (
            r"(?:nie)?zamezn\w*|mezatk\w*|(?:nie)?zonat\w*|panna|kawaler\w{0,3}"
            r"|rozwodk\w*|rozwodnik\w*|rozwiedzion\w*|wdow\w*",
            r"singiel|singielk\w*|single\w{1,2}|bez (?:meza|zony|partnera)"
            r"|ma (?:meza|zone)|stan\w* (?:wolnego|wolny|cywiln\w*)",
        ),
        C.PREGNANCY: (
            r"ciaz(?:y|a|e)|bez (?:malych |wlasnych )?dzieci|bezdzietn\w*|macierzynski\w*",
            r"(?:nie )?(?:ma|miala|miec|majac\w*|planuj\w*|chce|posiadac) (?:malych "
            r"|male |wlasnych |jeszcze )?(?:dzieci|dziecka|dziecko)",
        ),
        C.RACE: (
            r"pol(?:ak|aka|akiem|aki|acy|akow|ka|ki|ke|ek)|ukrain(?:ka|ki|ke|iec|ca"
            r"|cy)|rosjan\w*|niem(?:iec|ka|cy)|anglik\w*|angielk\w*|brytyj(?:czyk|ka"
            r"|czycy|ki)",
            r"pakistan(?:czyk|ka|czycy)\w*|hindusk(?:a|i)|rumun\w*|cygan\w*|romk\w*"
            r"|arab\w*|murzyn\w*|azjat\w*|afrykan\w*|bialorusin\w*",
            r"obcokrajow\w*|cudzoziem\w*|imigrant\w*|uchodzc\w*|narodowosc\w*"
            r"|pochodzeni\w*|rasa|rasy|kolor\w* skory|(?:ciemno|czarno|jasno)skor\w*"
            r"|bez (?:obcego )?akcentu",
            r"z (?:ukrainy|rosji|zagranicy|afryki|azji|pakistanu|indii|mojego kraju)|nie z polski",
        ),
        C.RELIGION: (
            r"katoli(?:k|ka|kiem|cy|kow|czka|czki|czke)|chrzescijan(?:in|ina|ka|ki"
            r"|ke|ie)?|muzulman(?:in|ina|ka|ki|ke|ie)?|zyd(?:a|em|zi|ow|owka)?"
            r"|prawoslawn\w*|protestan(?:t|ci|tka)",
            r"(?:nie)?wierzac\w*|ateist\w*|(?:tej samej|mojej|innej|jakiej) (?:wiary"
            r"|religii)|wyznani\w*|swiadk\w* jehowy|praktykujac\w*"
            r"|chodzi do kosciola(?! ze mna)",
            # To pray with somebody is a task.
            r"(?:(?:kto|ktory|ktora|musi|powin\w+) (?:sie )?modli\w*|(?:^|[.;!?\n] *)modli)"
            r"(?!(?: sie)? (?:ze|za|przy|o))",
        ),
        C.ORIENTATION: (
            r"gej\w{0,3}|lesbijk\w*|homo\w*|hetero\w*|biseks\w*|orientacj\w* seksualn\w*|lgbt\w*",
        ),
    },
    sometimes={
        C.AGE: (rf"mlod{_ENDS}|mlodsz{_ENDS}|star{_ENDS}|starsz{_ENDS}|mlodzi|starzy|stara",),
        C.DISABILITY: (
            rf"(?:nie)?(?:pelno)?sprawn{_ENDS}|niepelnosprawn{_ENDS}|zdrow(?:y|a|i"
            rf"|ego|ej|ych)|chor(?:y|a|zy|ej|ego|ych)|autystyczn{_ENDS}|glucha|gluchy",
        ),
        C.RACE: (
            rf"bial{_ENDS}|czarn{_ENDS}|polsk{_ENDS}|ukrainsk{_ENDS}|angielsk{_ENDS}"
            rf"|zagraniczn{_ENDS}|obc{_ENDS}",
        ),
        C.RELIGION: (rf"religijn{_ENDS}|katolick{_ENDS}|chrzescijansk{_ENDS}|muzulmansk{_ENDS}",),
        C.MARRIAGE: (r"samotn\w{1,3}",),
        C.SEX: (r"matk\w|ojciec|siostra|brat|pani|zensk\w+|mesk\w+|damsk\w+",),
    },
    aside=(
        # Somebody round the person; not "of my age" or "of my faith".
        r"mo(?:j|ja|je|i|im|ich|imi|jego|jej|jemu|jej|ja|imi) (?!wieku|wiary"
        r"|religii|plci|rasy|narodowosci|kraju|wyznania)\w+(?: (?!w |z |i "
        r"|lub )\w+)?",
        r"(?:ze|dla) mnie jako \w+|jestem \w+(?: \w+)?",
        # What somebody knows, and whom they worked with.
        r"(?:pracowal\w*|praca|doswiadczeni\w*|pracuj\w*) (?:\w+ )?(?:z|ze|w|przy)\b[^.;,\n]*",
        r"(?:wie|zna sie|rozumie|szanuje|akceptuje)\b[^.;,\n]*",
        r"kobiet\w* (?:i|oraz|lub|czy) mezczyzn\w*|mezczyzn\w* (?:i|oraz|lub|czy) kobiet\w*",
        r"panna cotta|polka (?:music|dance|dots?)|pan(?:i|ia|em|a) (?:doktor\w*"
        r"|z (?:apteki|sklepu|banku))",
    ),
    people=r"matk\w|ojciec|osob\w*|ktos|kogos|opiekun\w*|pomocni\w*|asystent\w*"
    r"|pracowni\w*|pani|panie|pan|panowie|czlowiek\w*|ludzi\w*|kobiet\w*"
    r"|mezczyzn\w*|dziewczyn\w*|chlopak\w*",
    filler=r"nie|tylko|bardzo|zbyt|za|i|lub|najlepiej|prosze|chce|chcialabym"
    r"|chcialbym|wole|mila|mily|dobra|dobry|w|pelni|fizycznie|raczej|musi"
    r"|powinna|powinien|zadnych|zaden|zadna|bez|szukam",
    being=r"byc|jest|jestes|bedzie|byla|byl|sa",
    follows=r"jak|i|lub|bo|zeby|dla|do",
    joins=r"i|lub|oraz|ale|albo",
    people_before=True,
)
