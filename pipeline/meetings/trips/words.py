"""The words of travel: verbs and nouns, kinds, purposes, and what makes them no visit.

Language knowledge as patterns over slotted text (see `pipeline.meetings.slots`).
"""

from __future__ import annotations

import re

from pipeline.meetings.slots import ANYONE, D, G, L, R
from pipeline.patterns import Pattern

# Countries that stand outside any slot of `slots` ("to China", "the Vietnamese capital").
COUNTRY = 0xE600
C = f"[{chr(COUNTRY)}-{chr(COUNTRY + 0xFF)}]"
DESTINATION = f"[{L[1:-1]}{C[1:-1]}]"

# Beginnings of the words without which no trip is told (see `prefilter`).
STEMS = [
    *"""
    visit trip tour arriv travel journey flew flown fly flies stop stay landed lands landing return
    spent spend left leave leaving depart proceed transit jet reach embark voyage pilgrimage sailed
    disembark
    """.split(),
    *("come to", "comes to", "came to", "came on", "coming to", "came back", "go to", "go on"),
    *("goes to", "goes on", "going to", "gone to", "went to", "went on", "went back", "on to"),
    *("onward", "touched down", "back from", "been to", "been in", "drove to", "moved to"),
    *("set off", "sets off", "set out", "sets out", "passed through", "passes through"),
    *("due in", "expected in", "off to", "bound for", "delegation to", "mission to", "leg of"),
    *("head to", "heads to", "headed to", "heading to", "head for", "heads for", "headed for"),
    *("heading for", "headed back", "led a", "leads a", "delegation in", "for talks", "in town"),
    *("in the country", "on the ground", "where he", "where she", "where they", "stepped off"),
    *("crossed into", "whistle stop", "airport", "while in", "is back", "was back", "back in"),
    *(f"for {aim}" for aim in ("a summit", "the summit", "a conference", "a forum", "consultations",
      "negotiations", "the funeral", "the inauguration", "a meeting", "meetings")),
    *(f"{verb} {adverb}in " for verb in ("is", "are", "was", "were", "be", "now", "currently")
      for adverb in ("", "now ", "currently ", "still ", "also ", "already ", "again ", "here ")),
]  # fmt: skip

# Words between a verb or determiner and its noun: no preposition but "of", slots of dates, places.
_FILLER = (
    r"(?:(?:(?!(?:that|who|which|said|to|with|during|in|on|at|for|after|before|from|by"
    r"|about|as|when|where|while|"
    rf"following|described|called|hailed|saying|regarding)\b)\"?[\w'/&-]+\"?,?|{D}|{L}"
    rf"|{C}(?:'s)?),?\s){{0,9}}?"
)
NOUN = r"(?:visits?|trips?|tours?|journeys?|stays?|stopovers?|stop-?overs?|voyages?|pilgrimages?)"
_SINGULAR = r"(?:visit|trip|tour|journey|stay|stopover|stop-over|voyage)"

# "paid a state visit", "is on a tour of", "wrapped up his two-day trip".
LIGHT = Pattern(
    rf"\b(?P<verb>pay|pays|paid|paying|make|makes|made|making|undertake|undertakes"
    rf"|undertook|undertaking|begin|begins"
    rf"|began|beginning|commence[sd]?|start|starts|started|starting|kick(?:s|ed|ing)? off|conclude"
    rf"|concludes|concluded|concluding"
    rf"|complete|completes|completed|completing|wrap(?:s|ped|ping)? up|end|ends|ended"
    rf"|ending|finish(?:es|ed)?"
    rf"|wind(?:s|ing)? up|wound up|embarking on|underway with|interrupt(?:s|ed)|shorten(?:s|ed)"
    rf"|conduct|conducts|conducted|embark(?:s|ed)? on|open|opens|opened|continue"
    rf"|continues|continued|cut short"
    rf"|launch|launched|carried out|carries out|carry out|had|is on|are on|was on|were "
    rf"on|been on|go on|went on|goes on|set off on"
    rf"|set out on|is in the midst of|in the middle of|is back from|returned from"
    rf"|returns from|return from|is there on|was there on|is here on|was here on)"
    rf"\s(?P<words>(?:successfully\s|today\s|yesterday\s)?(?:an?|his|her|the|their|my"
    rf"|our|its|this|another|one|two|three|several|{D}"
    rf"|[a-z-]+ly)?\s?{_FILLER})(?P<noun>{NOUN})\b(?! (?:on|upon)\b(?! [\ue400-\ue4ff]| \w+day))",
    re.I,
)
# "welcomed B on his arrival": the owner of "his" is the object.
HOSTED = re.compile(
    rf"\b(?:welcom(?:ed|es|ing)|receiv(?:ed|es|ing)|greet(?:ed|s|ing)|host(?:ed|s|ing)|saw off"
    rf"|sees off|(?:bade|bid|bids) farewell to|thanked|accompanied)\s(?:[\w'-]+\s){{0,3}}?"
    rf"(?P<who>{ANYONE})(?:,[^;,.]{{0,80}},)?(?:\s{D}|\s{L})?\s(?:(?:up)?on|during|for|after"
    rf"|following|as part of|at the (?:start|beginning|end|close) of)\s$",
    re.I,
)
# "at the invitation of P": P's country is where the trip goes.
INVITED = re.compile(
    rf"\b(?:at|on|upon) (?:the |an? )?(?:kind |gracious |official )?invitation (?:of|from|by|"
    rf"extended by) (?P<host>[^;.]{{0,100}}?{ANYONE})|\binvited by (?P<by>[^;.]{{0,60}}?{ANYONE})"
    rf"|\bguest of (?P<guest>[^;.]{{0,60}}?{ANYONE})",
    re.I,
)
# "visited", "toured", with the destination as object.
TRANSITIVE = Pattern(
    r"(?<!his )(?<!her )(?<!their )(?<!the )(?<!state )(?<!official )(?<!working "
    r")(?<!of )(?<!these )\b(?P<verb>visited|visits|visit|visiting|toured|tours|tour"
    r"|touring|reached)\b",
    re.I,
)
# Before "visits", "tours": a subject or an adverb, else it is the noun ("his many visits").
FINITE_LEFT = re.compile(
    rf"(?:{ANYONE}|{D}|{L}|\b(?:who|and|also|then|later|now|currently|today|first|\w+ly)),?\s$",
    re.I,
)
# "left here on Monday on a tour of X", "will depart for a trip to the region, with stops in X".
SET_OUT = Pattern(
    rf"\b(?P<verb>(?:leave|leaves|leaving|left|departs?|departed|heads?|headed|sets? (?:off|out)"
    rf"|flew|flies|fly|travels?|travell?ed|goes|go|went)(?: out| off)?)"
    rf"(?:,? (?:here|home|{D}|{L}|{C}|\w+ly))*,? (?:for|on) "
    rf"(?P<words>(?:an?|his|her|their|another)\s{_FILLER})(?P<noun>{NOUN})\b",
    re.I,
)
# "who arrived on a working visit": where, the article's place tells.
ARRIVED_ON = Pattern(
    rf"\b(?P<verb>arrived|arrives|landed|came|comes)(?:,? (?:{D}|\w+ly))*,? (?:on|for) "
    rf"(?P<words>(?:an?|his|her|their)\s{_FILLER})(?P<noun>{NOUN})\b",
    re.I,
)
# "P's next stop is X"; "X is the second leg of his tour".
_ORDER = r"(?:first|second|third|fourth|fifth|sixth|next|final|last|only|opening|penultimate)"
_STOP_NOUN = r"(?:stop(?:over)?|leg|destination|port of call|halt)"
STOP = Pattern(
    rf"(?:(?P<who>{ANYONE})(?:'s|')|\b(?P<owner>his|her)) {_ORDER} (?:foreign |overseas )?"
    rf"{_STOP_NOUN}(?: on [^;,.]{{1,40}}?)?,? (?P<verb>is|was|will be|would be)\b",
    re.I,
)
LEG = Pattern(
    rf"(?P<where>{DESTINATION}) (?P<verb>is|was|will be) (?:the|his|her) {_ORDER} "
    rf"(?:foreign )?{_STOP_NOUN} (?:of|on|in) (?:his|her|an?|the|(?P<who>{ANYONE})'s?) "
    rf"[^;,.]{{0,40}}?"
    rf"(?P<noun>tour|trip|visit|journey)\b",
    re.I,
)
# Without a verb: "P in Kigali for talks", "Minister off to Hanoi".
VERBLESS = Pattern(
    rf"(?P<who>{ANYONE})(?P<gap>,? (?:now |currently |back |again |today )?(?:off to |en route to "
    rf"|bound for |on (?:his|her) way to )?)(?P<verb>)(?={DESTINATION})",
    re.I,
)
# "Norwegian FM visits Peru": headlines name offices.
OFFICE_LEFT = re.compile(
    r"\b(?:presidents?|premiers?|ministers?|pm|fm|chancellor|king|queen|emir|sultan|pope|chief"
    r"|secretary|speaker|chairman|envoy|leader|delegation|lady|prince|princess)\s$"
)
# Verbs of motion: the destination follows a preposition.
MOTION = Pattern(
    r"\b(?P<verb>(?:travel(?:l?ed|s|l?ing)?|flew|flown|fly|flies|flying|came|comes"
    r"|come|coming|went|goes|go|going|gone|head(?:s|ed|ing)?"
    r"|journey(?:ed|s|ing)?|proceed(?:ed|s|ing)?|moved|moves|continued|continues"
    r"|sailed|drove|jett?(?:ed|s)(?: off| out)?|jets off)(?:\s(?:on|back|over|onwards?"
    r"|directly|straight|together|again))?"
    r"(?:\s(?:on|earlier|today|later|next|last|this|by|with|in)\b[^;:,.]{0,40}?)?\s(?:to|into)"
    r"|(?:departed|departs|depart|left|leaves|leave|leaving|set off|sets off|set out"
    r"|bound|embarked)\s(?:[^;:,.]{1,30}?\s)?for"
    r"|(?:transit(?:s|ed|ing)?|pass(?:es|ed|ing)|stop(?:s|ped|ping)?(?: over)?) (?:through|over in)"
    r"|(?:has|had|have|having)\s(?:just\s|also\s|recently\s)?been\sto)\b",
    re.I,
)
ARRIVAL = Pattern(
    rf"\b(?P<verb>arrived|arrives|arrive|arriving|landed|lands|landing|touched down"
    rf"|stopped over|stops over|stopped off|disembarked|stepped off [^;,.]{{3,20}}?)\b"
    rf"(?P<words>(?:\s(?!(?:and|that|with|after|following|from (?:his|her|an?))\b)[\w'-]+|,|\s{D}"
    rf"|\s?,?\sat the head of [^;,.]{{3,80}}?,?"
    rf"|\s(?:accompanied by|together with|with) [^;.]{{2,60}}?,?){{0,8}}?)"
    rf"\s?(?=(?:(?:in|at|to)\s(?:the\s)?)?{DESTINATION}|(?:here|in the (?:country"
    rf"|capital|city|island))\b)",
    re.I,
)
# "was in Seoul from … to …", "has been in Beijing", "spent four days in", "stayed in".
STAYED = Pattern(
    rf"\b(?P<verb>(?:will be|(?:is|are) (?:due|expected)|(?:is|are|was) (?:due "
    rf"|expected |scheduled |set )?to be|is"
    rf"|are|was|were)(?:\s(?:currently|now|still|also|already|again"
    rf"|here|on the ground))?|(?:has|have|had)\sbeen|stay(?:s|ed|ing)|remained"
    rf"|spent\s(?:[\w-]+\s){{1,4}}?|spending\s(?:[\w-]+\s){{1,4}}?|stopped|stops"
    rf"|stopping|broke his journey)\s?(?={L})",
    re.I,
)
RETURNED = Pattern(
    r"\b(?P<verb>(?:returned|returns|return|returning|came back|flew back|is back|was "
    r"back|back|arrived back)(?: home| to [^;,.]{1,40}?| [\ue500-\ue5ff])?"
    r"(?: [\ue400-\ue4ff]| on [^;,.]{1,20}?)?,? from)\b",
    re.I,
)
RETURNED_THENCE = Pattern(
    rf"\b(?P<verb>returned|returns|return|returning|came back|flew back|is back|was back"
    rf"|arrived back)(?: home| here)?(?:,? {D})? (?={L})",
    re.I,
)
# "left Harare on Thursday": of a guest
LEFT_THERE = Pattern(rf"\b(?P<verb>left|departed)(?: from)? (?P<where>{L})(?! for\b)", re.I)
WHERE_HE_IS = Pattern(
    rf"(?P<where>{DESTINATION}),? where (?P<who>{ANYONE}) (?P<verb>is|are|was|were)(?: currently"
    rf"| now| also)? (?:attending|taking part|participating|representing|on (?:an?|his|her|their)\b"
    rf"|leading|heading|visiting)\b",
    re.I,
)
# "flew in from X, where he met Y": the stop before.
FROM = Pattern(
    rf"\b(?P<verb>flew|flown|came|travell?ed|arrived|arriving|arrives|crossed)"
    rf"(?: in| over| here| {D}| {L})*,? (?P<from>from (?:the )?{DESTINATION}|{L})(?=,? where\b)",
    re.I,
)
# "was met at the airport by B": where the article is written, or B at home.
AIRPORT = Pattern(
    rf"\b(?:was|were|is|being|been) (?P<verb>(?:[a-z]+ly )?(?:met|welcomed|received|greeted"
    rf"|seen off|bidden farewell|bade farewell|bid farewell))(?: {D})?(?: (?:up)?on (?:his |her "
    rf"|their )?arrival)?(?: (?P<where>{L})| at [^;,.]{{0,60}}?airport\b| {D}){{1,3}}"
    rf"(?=[^;.]{{0,40}}? by\b)",
    re.I,
)
# "A greeted B at the airport": B has come, A is at home.
GREETED = Pattern(
    rf"\b(?P<verb>met|welcomed|received|greeted|saw off|sees off|(?:bade|bid) farewell to)\s"
    rf"(?:[\w'-]+\s){{0,3}}?(?P<who>{ANYONE})(?:\s(?:up)?on (?:his |her |their )?arrival)?"
    rf"(?:,? {D})*(?: (?P<where>{L})| at [^;,.]{{0,60}}?airport\b)",
    re.I,
)
# "left the country on Friday to attend the session in X", "has left for the assembly in X".
LEFT_FOR = Pattern(
    rf"\b(?P<verb>leaves?|left|departs?|departed|set off|flew out)\b(?:,? (?:the country|home"
    rf"|here|for home"
    rf"|the shores of |{C}|{L}|[A-Z]\w+|{D}|\w+ (?:morning|evening|night|afternoon)))*,? "
    rf"(?P<aim>(?:to (?:attend|participate in|take part in|join|represent|lead|address|co-chair"
    rf"|chair)"
    rf"|for (?:the|an?))\b[^;.]{{0,110}}?)\s?(?={L})",
    re.I,
)
# "While in X, P will …"; "In X, P will …" of one who is on a tour.
WHILE_IN = Pattern(rf"\b[Ww]hile (?:(?:he|she|they|{R}) (?:is |was |are |were ))?(?P<where>{L}),")
TOUR_STOP = Pattern(
    rf"^(?:then )?(?P<where>{L}),? (?P<who>{ANYONE}) (?:also )?(?P<verb>will|is (?:expected"
    rf"|scheduled"
    rf"|set|due)) (?!not\b)",
    re.I,
)
# "returned to Accra after talks in Conakry": where he came from is the destination.
AFTER_STAY = Pattern(
    rf"\b(?P<verb>returned|returns|came back|flew back|arrived back|(?:is|was|are|were) back)"
    rf"\b[^;.]{{0,60}}?\b(?:after|following)\s(?P<words>(?:an?\s)?[^;.]{{0,60}}?)(?={L})",
    re.I,
)
LED = Pattern(
    rf"(?P<leading>{G})\s(?:on [^;,.]{{0,40}}? )?(?P<verb>to)(?=\s)|"
    r"\b(?P<led>led|leads|leading|lead|headed|heads|heading|head)\s(?:an?|the|his|her"
    r"|its|their)\s[^;,.]{0,60}?\b"
    r"(?:delegation|mission|team|group)\s(?:on [^;,.]{0,40}?)?(?:to)\b",
    re.I,
)
LED_ON = Pattern(
    rf"\b(?P<verb>led|leads|leading|lead|headed|heads|heading|head)\s(?:{G}|(?:an?|the|his|her|its"
    rf"|their)\s(?:[^;,.]{{0,60}}?\b)?(?:delegation|mission|team|group))(?!\w)[^;,.]{{0,60}}? on "
    rf"(?P<words>(?:an?|his|her|their|the)\s{_FILLER})(?P<noun>{_SINGULAR})\b",
    re.I,
)
# -- nouns with an owner ------------------------------------------------------------------------
OWNED = Pattern(
    rf"(?P<owner>{ANYONE})(?:'s|')\s(?P<words>[^;:\".{ANYONE[1:-1]}]{{0,80}}?)\b"
    rf"(?P<noun>{NOUN}|arrival)\b",
    re.I,
)
ROLE_OWNED = Pattern(
    r"\bthe\s(?P<modifier>(?:[\w'-]+\s){0,3}?)(?P<role>leader|president|prime minister"
    r"|premier|chancellor|king|queen|guest|visitor|minister|chairman|speaker)"
    rf"'s\s(?P<words>[^;:\".{ANYONE[1:-1]}]{{0,80}}?)\b(?P<noun>{_SINGULAR})\b",
    re.I,
)
PRONOUN_OWNED = Pattern(
    rf"\b(?P<owner>his|her|my|their)\s(?P<words>(?:(?!\b(?:and|with|to|in)\b)[\w'-]+\s"
    rf"|{D}\s|{C}\s|{L}\s){{0,5}}?)(?P<noun>{NOUN}|arrival)\b",
    re.I,
)
_OWNERS = (
    rf"(?P<who>[^;:\".]{{0,80}}?{ANYONE}(?:(?:, [^;:\".]{{0,40}}?{ANYONE})*,? and "
    rf"[^;:\".]{{0,40}}?{ANYONE})?)"
)
BY_OWNER = Pattern(
    rf"\b(?P<noun>visit|trip|tour|arrival|stopover)\b(?P<rest>(?:(?!\b(?:was|were|is"
    rf"|has|had|as|that|who|which|and)\b)[^;:\".{ANYONE[1:-1]}]){{0,90}}?)\s?\bby {_OWNERS}",
    re.I,
)
OF_OWNER = Pattern(
    rf"\b(?P<noun>visit|trip|arrival|stopover)\b(?P<rest>(?:\s(?:to"
    rf"|in)\s[^;:\".,{ANYONE[1:-1]}]{{1,30}}?|\s{L})?)\s\bof (?:the |an? )?{_OWNERS}",
    re.I,
)
# "B, who is in the country to open a school"
IN_THE_COUNTRY = Pattern(
    rf"(?P<who>{ANYONE})(?:,[^;.{ANYONE[1:-1]}]{{0,60}})?,? who (?P<verb>is|are|was|were)"
    rf"(?: currently| now| also)? (?:here|in (?:the country|town|the capital))"
    rf"(?=,? (?:to|for|on|as|at)\b)",
    re.I,
)
# "The visit reciprocates that of P to X"
THAT_OF = Pattern(
    rf"\bvisit\b[^;.\"]{{0,60}}?\b(?P<noun>that)(?P<rest>) (?:of|by|made by|paid by) "
    rf"(?:the |an? )?(?P<who>[^;:\".]{{0,80}}?{ANYONE})(?=,? (?:to |in |{L}))",
    re.I,
)
# "It is the first visit to X by a Colombian foreign minister": whoever of the article holds it.
FIRST_BY = Pattern(
    rf"\b(?:first|second|third|fourth|latest|only|historic)(?:,? [a-z-]+){{0,4}}? "
    rf"(?P<noun>visit|trip)(?P<rest>[^;:\".{ANYONE[1:-1]}]{{0,40}}?)\s?\b(?:by|of|from) "
    rf"(?:an? |the )?(?P<modifier>[A-Z][\w-]+) "
    rf"(?P<role>(?:(?:vice|deputy|prime|foreign|defen[cs]e|head of) ?)*"
    rf"(?:minister|president|premier|chancellor|king|queen|speaker|leader|state|government)"
    rf"(?: of (?:foreign affairs|defence|state))?)\b",
    re.I,
)
# "met B, on a visit to": the person named last before it.
ON_VISIT = Pattern(
    rf"(?P<who>{ANYONE})(?P<gap>,?\s(?:who|which)\s(?:is|are|was|were|has been|had "
    rf"been)\s(?:also\s|currently\s|now\s|there\s|here\s)?(?:in\s[^;,.]{{1,30}}?\s)?"
    rf"|,?\s(?:currently\s|now\s|here\s|there\s)?)"
    rf"(?:on|for|during)\s(?P<words>(?:an?|his|her|their|the)\s{_FILLER})(?P<noun>{_SINGULAR})\b",
    re.I,
)
THE_VISIT = Pattern(
    rf"\b(?:for|during|in the course of|in the framework of|within the framework of|as "
    rf"part of|at the end of|on the (?:first|second|third|final|last|opening) day of"
    rf"|throughout|following|after|ahead of|before|on the eve of|prior to|preparatory "
    rf"to|of|while on|on) (?P<det>the|this|the same|an?|that) (?P<words>(?:(?!\b(?:and"
    rf"|with|to|in)\b)[\w'-]+\s|{D}\s){{0,3}}?)(?P<noun>{_SINGULAR})\b(?! (?:of|by)\b)",
    re.I,
)

# "his return from X", "P's return from a trip to X"
RETURN = Pattern(
    rf"(?:\b(?P<owner>his|her|my)|(?P<who>{ANYONE})(?:'s"
    rf"|'))\s(?P<noun>return)\b[^;,.]{{0,40}}?\sfrom\b",
    re.I,
)
# "The visit took place from March 1 to 3."
TOOK_PLACE = Pattern(
    rf"^(?:the|this|his|her) (?:[\w-]+ ){{0,3}}?(?P<noun>visit|trip|tour)\b"
    rf"(?: (?:took place|was held|lasted|ran|began|started|is taking place|will take place|runs"
    rf"|will last|will begin|is scheduled|was made|ended|concluded))(?: for)?,? "
    rf"(?!until\b)"
    rf"(?P<dates>{D})",
    re.I,
)
# "The tour has already taken him to X."
TOUR_TAKES = Pattern(
    rf"^(?:the|his|her|this) (?:[\w-]+ ){{0,3}}?(?P<noun>tour|trip|visit"
    rf"|journey)\b(?P<when>[^;,.]{{0,40}}?)"
    rf"\b(?:took|takes|taken|take|brought|bring) (?:him|her|them|{R}) (?:also )?to (?=(?:the )?"
    rf"{DESTINATION})",
    re.I,
)
# "The visit, planned for May, has been put off."
CALLED_OFF = Pattern(
    r"^(?:the|this|his|her|that) (?:[\w-]+ ){0,3}?(?P<noun>visit|trip|tour)\b[^;.]{0,80}?"
    r"\b(?:was|has been|had been|is|will be|have been) (?:\w+ly )?(?:cancell?ed|postponed"
    r"|called off|put off|scrapped|shelved|put on hold|suspended|deferred|rescheduled)\b",
    re.I,
)
# "the visit that he made to X"
RELATIVE = Pattern(
    rf"\b(?P<noun>visit|trip|tour|journey),? (?:that |which )?(?P<who>{ANYONE}) (?:had "
    rf"|has )?(?:recently )?(?:made|paid|undertook|undertaken|took|taken"
    rf"|completed)\b(?= to| in| {D})",
    re.I,
)
# "his previous trips being in 2015 and 2017", "the first of his many visits to X was … in 2008"
EARLIER = Pattern(
    rf"\b(?P<owner>his|her|my|their) (?:previous|earlier|other|last|first|most recent"
    rf"|second|third) (?:[a-z]+ ){{0,2}}(?P<noun>trips?|visits?|tours?"
    rf"|stays?)(?P<rest>(?: to [^;,.]{{1,40}}?| there)?) (?:being|were|was|came|come"
    rf"|took place|having been|having taken place|dated?|dating|both)\b(?: back)?(?: "
    rf"to)?,? ?(?P<dates>{D}(?:(?:,| and|, and) {D})*)"
    rf"|\b(?:first|second|third|last|latest|previous) of (?P<owner2>his|her|my|their) "
    rf"(?:[a-z]+ ){{0,2}}(?P<noun2>trips|visits|tours)(?P<rest2>(?: to [^;,.]{{1,40}}?"
    rf"| there)?) (?:was|came|took place)\b[^;.]{{0,60}}?(?P<dates2>{D})",
    re.I,
)

KINDS = (
    ("state", re.compile(r"\bstate (?:\w+ ){0,2}(?:visit|trip)", re.I)),
    ("official", re.compile(r"\bofficial,? (?:(?:\w+ ){0,2}|and \w+ )(?:visit|trip|tour)", re.I)),
    (
        "working",
        re.compile(
            r"\bworking (?:\w+ ){0,1}(?:visit|trip|tour)|\bfor (?:diplomatic |political "
            r")?consultations\b",
            re.I,
        ),
    ),
)
PARTY_WORDS = re.compile(r"\b(?:party|parties|inter-party|party-to-party)\b", re.I)

# Objects of "visited" that are no destination: a stop on the way, seen from inside the country.
HERE = re.compile(
    r"^\s?(?:here|(?:the|his|her|their|our|my|this) (?:\w+ )?(?:country|island|islands"
    r"|capital|nation|kingdom|republic|archipelago|region|emirate|host country)|us|them|it)\b",
    re.I,
)
NOT_TRAVEL = re.compile(
    r"\b(?:power|office|an agreement|agreements?|terms|the conclusion|consensus|light"
    r"|an end|a close|fruition|the fore|effect|play|the throne|mind|life|grips|blows"
    r"|the aid|the rescue|help|the polls|war|court|prison|jail|the streets|work|school"
    r"|great lengths)\b",
    re.I,
)
PURPOSE = re.compile(
    r"\b(?:to (?P<purpose>(?:attend|participate in|take part in|mark|discuss|hold"
    r"|co-chair|deliver|sign|promote|celebrate|chair|join|inaugurate|prepare|open|seek"
    r"|strengthen|deepen|boost|review|meet)\b[^.;\"]{4,140})"
    r"|for (?P<aim>(?:the |an? |diplomatic |bilateral |political |official "
    r"|high-level )?(?:talks|consultations|summit|meeting|forum|conference|opening"
    r"|negotiations|treatment|celebrations?|funeral|inauguration|session|ceremony"
    r"|games|festival|\w+ summit|\w+ forum)\b[^.;,\"]{0,120}))"
)
DAYS_LONG = re.compile(
    r"\b(?:(?P<week>week)-?long|(?P<n>one|two|three|four|five|six|seven|eight|nine|ten"
    r"|\d{1,2})-day)\b",
    re.I,
)
# "arrived home on Monday from his three-day visit": the visit ended then
HOME_AFTER = re.compile(
    r"\b(?:arrived|landed|returned|came back|came home|flew back|flew home|is back|was back|back"
    r"|touched down)\b[^;.]*\b(?:from|after|following) (?:an?|his|her|their|the)\b[^;.]{0,60}$",
    re.I,
)
NUMBERS = {
    word: n
    for n, word in enumerate("zero one two three four five six seven eight nine ten".split())
}
CONCLUDED = re.compile(r"^(?:conclud|complet|wrap|wound|wind|end|finish)", re.I)
STARTED = re.compile(
    r"^(?:began|begin|commenc|start|kick|arriv|land|touch|embark|open|launch|set|left|leav|depart)",
    re.I,
)
