"""Words that the search for names must know: those that are names, too, and those of places."""

from __future__ import annotations

# Words of every day that are names, too, and what people are to each other: alone they count only
# where they are written as a name.
ALSO_WORDS = frozenset(
    "advocate amber angel april art august aunt autumn baker bee bell best bill bird black "
    "bloom bob bond bonny bright brook brooks brother brown burns bush butler care carer carol "
    "carpenter carter case chance charity chase cherry christian church clay cliff cole "
    "constance cook cousin cross crystal dad daisy dale daughter dawn day dean destiny doctor "
    "dolly drew driver earl east english eve faith farmer father fern field fields fisher flint "
    "flora ford forest fox frank french friend gardener gay gene ginger glass glen glory gold "
    "good grace grant gray green grey guy hall hand hardy harry hazel heath heather heaven hill "
    "holly home honey honor hope house hunt hunter iris ivy jack jade jasmine jay jean jet "
    "jewel joy june king kit kitty lake lamb lane large lark last laurel law leader lily little "
    "loch long love low major man manager mark marsh mason matt max may melody mercy merry "
    "miles mill miller minty misty moon more mother mum myrtle nick noble north nurse olive "
    "opal page pansy park parker pat patience pearl penny pepper peter piper pleasant pool "
    "poppy porter potter price pride prince prudence queen queenie rain ray read red reed rich "
    "river rob robin rock rose rosemary ruby rush rusty sage sandy savage scarlet scout shell "
    "short sister skip sky small smart smith snow social son song south speed spring star stone "
    "storm street strong sue summer sunny sunshine support swan swift tanner taylor team "
    "temperance terry tiger tony trinity turner uncle verity violet wade walker wall ward "
    "warren waters way welsh west white wild will willow winter wise wolf wood woods worker "
    "wren wright young biały lis maja róża kamień wilk zając nowak iris lew ziemia".split()
)
# Of these no capital tells anything: months and days always have one.
ALWAYS_CAPITAL = frozenset("april may june august monday friday sunday christmas easter".split())
# What many places are called: alone it names none.
OF_ANY_PLACE = frozenset(
    "the and for with care support supports supported services service living homes home "
    "house group limited ltd trust community society company people person project "
    "partnership council small team learning disability health housing social association "
    "agency centre demo north south east west city county area county council advocacy "
    "advocates nhs foundation".split()
)
