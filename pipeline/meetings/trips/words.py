"""The words of travel: verbs and nouns, kinds, purposes, and what makes them no visit.

Language knowledge as patterns over slotted text (see `pipeline.meetings.slots`).
"""

from __future__ import annotations

import re

from pipeline.meetings.slots import ANYONE, D, G, L

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
    *("stepped off", "crossed into", "whistle stop"),
    *(f"{verb} {adverb}in " for verb in ("is", "are", "was", "were", "be", "now", "currently")
      for adverb in ("", "now ", "currently ", "still ", "also ", "already ", "again ", "here ")),
]  # fmt: skip

# Words between a verb or determiner and its noun: no preposition but "of", slots of dates, places.
_FILLER = (
    r"(?:(?:(?!(?:that|who|which|said|to|with|during|in|on|at|for|after|before|from|by"
    r"|about|as|when|where|while|"
    rf"following|described|called|hailed|saying|regarding)\b)[\w'/&-]+,?|{D}|{L}"
    rf"|{C}(?:'s)?),?\s){{0,9}}?"
)
NOUN = r"(?:visits?|trips?|tours?|journeys?|stays?|stopovers?|stop-?overs?|voyages?|pilgrimages?)"
_SINGULAR = r"(?:visit|trip|tour|journey|stay|stopover|stop-over|voyage)"

# "paid a state visit", "is on a tour of", "wrapped up his two-day trip".
LIGHT = re.compile(
    rf"\b(?P<verb>pay|pays|paid|paying|make|makes|made|making|undertake|undertakes"
    rf"|undertook|undertaking|begin|begins"
    rf"|began|beginning|start|starts|started|starting|kick(?:s|ed|ing)? off|conclude"
    rf"|concludes|concluded|concluding"
    rf"|complete|completes|completed|completing|wrap(?:s|ped|ping)? up|end|ends|ended"
    rf"|ending|finish(?:es|ed)?"
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
# "visited", "toured", with the destination as object.
TRANSITIVE = re.compile(
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
# Verbs of motion: the destination follows a preposition.
MOTION = re.compile(
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
ARRIVAL = re.compile(
    rf"\b(?P<verb>arrived|arrives|arrive|arriving|landed|lands|landing|touched down"
    rf"|stopped over|stops over|stopped off|disembarked|stepped off [^;,.]{{3,20}}?)\b"
    rf"(?P<words>(?:\s(?!and\b|that\b|with\b)[\w'-]+|,|\s{D}|\s?,?\sat the head of "
    rf"[^;,.]{{3,80}}?,?|\s(?:accompanied by|together with|with) [^;.]{{2,60}}?,?){{0,8}}?)"
    rf"\s?(?=(?:(?:in|at|to)\s(?:the\s)?)?{DESTINATION}|(?:here|in the (?:country"
    rf"|capital|city|island))\b)",
    re.I,
)
# "was in Seoul from … to …", "has been in Beijing", "spent four days in", "stayed in".
STAYED = re.compile(
    rf"\b(?P<verb>(?:will be|(?:is|are) (?:due|expected)|(?:is|are|was) (?:due "
    rf"|expected |scheduled |set )?to be|is"
    rf"|are|was|were)(?:\s(?:currently|now|still|also|already|again"
    rf"|here))?|(?:has|have|had)\sbeen|stay(?:s|ed|ing)|remained"
    rf"|spent\s(?:[\w-]+\s){{1,4}}?|spending\s(?:[\w-]+\s){{1,4}}?|stopped|stops"
    rf"|stopping|broke his journey)\s?(?={L})",
    re.I,
)
RETURNED = re.compile(
    r"\b(?P<verb>(?:returned|returns|return|returning|came back|flew back|is back|was "
    r"back|back|arrived back)(?: home| to [^;,.]{1,40}?| [\ue500-\ue5ff])?"
    r"(?: [\ue400-\ue4ff]| on [^;,.]{1,20}?)?,? from)\b",
    re.I,
)
# "returned to Accra after talks in Conakry": where he came from is the destination.
AFTER_STAY = re.compile(
    rf"\b(?P<verb>returned|returns|came back|flew back|arrived "
    rf"back)\b[^;.]{{0,60}}?\b(?:after|following)\s(?P<words>(?:an?\s)?[^;.]{{0,60}}?)(?={L})",
    re.I,
)
LED = re.compile(
    rf"(?P<leading>{G})\s(?:on [^;,.]{{0,40}}? )?(?P<verb>to)(?=\s)|"
    r"\b(?P<led>led|leads|leading|lead|headed|heads|heading|head)\s(?:an?|the|his|her"
    r"|its|their)\s[^;,.]{0,60}?\b"
    r"(?:delegation|mission|team|group)\s(?:on [^;,.]{0,40}?)?(?:to)\b",
    re.I,
)
# -- nouns with an owner ------------------------------------------------------------------------
OWNED = re.compile(
    rf"(?P<owner>{ANYONE})(?:'s|')\s(?P<words>[^;:\".{ANYONE[1:-1]}]{{0,80}}?)\b"
    rf"(?P<noun>{NOUN}|arrival)\b",
    re.I,
)
ROLE_OWNED = re.compile(
    r"\bthe\s(?P<modifier>(?:[\w'-]+\s){0,3}?)(?P<role>leader|president|prime minister"
    r"|premier|chancellor|king|queen|guest|visitor|minister|chairman|speaker)"
    rf"'s\s(?P<words>[^;:\".{ANYONE[1:-1]}]{{0,80}}?)\b(?P<noun>{_SINGULAR})\b",
    re.I,
)
PRONOUN_OWNED = re.compile(
    rf"\b(?P<owner>his|her|my|their)\s(?P<words>(?:(?!\b(?:and|with|to|in)\b)[\w'-]+\s"
    rf"|{D}\s|{C}\s|{L}\s){{0,5}}?)(?P<noun>{NOUN}|arrival)\b",
    re.I,
)
_OWNERS = (
    rf"(?P<who>[^;:\".]{{0,80}}?{ANYONE}(?:(?:, [^;:\".]{{0,40}}?{ANYONE})*,? and "
    rf"[^;:\".]{{0,40}}?{ANYONE})?)"
)
BY_OWNER = re.compile(
    rf"\b(?P<noun>visit|trip|tour|arrival|stopover)\b(?P<rest>(?:(?!\b(?:was|were|is"
    rf"|has|had|as|that|who|which|and)\b)[^;:\".{ANYONE[1:-1]}]){{0,90}}?)\s?\bby {_OWNERS}",
    re.I,
)
OF_OWNER = re.compile(
    rf"\b(?P<noun>visit|trip|arrival|stopover)\b(?P<rest>(?:\s(?:to"
    rf"|in)\s[^;:\".,{ANYONE[1:-1]}]{{1,30}}?|\s{L})?)\s\bof (?:the |an? )?{_OWNERS}",
    re.I,
)
# "met B, on a visit to": the person named last before it.
ON_VISIT = re.compile(
    rf"(?P<who>{ANYONE})(?P<gap>,?\s(?:who|which)\s(?:is|are|was|were|has been|had "
    rf"been)\s(?:also\s|currently\s|now\s|there\s|here\s)?(?:in\s[^;,.]{{1,30}}?\s)?"
    rf"|,?\s(?:currently\s|now\s|here\s|there\s)?)"
    rf"(?:on|for|during)\s(?P<words>(?:an?|his|her|their|the)\s{_FILLER})(?P<noun>{_SINGULAR})\b",
    re.I,
)
THE_VISIT = re.compile(
    rf"\b(?:during|in the course of|in the framework of|within the framework of|as "
    rf"part of|at the end of|on the (?:first|second|third|final|last|opening) day of"
    rf"|throughout|following|after|ahead of|before|on the eve of|prior to|preparatory "
    rf"to|of|while on|on) (?P<det>the|this|the same|an?|that) (?P<words>(?:(?!\b(?:and"
    rf"|with|to|in)\b)[\w'-]+\s|{D}\s){{0,3}}?)(?P<noun>{_SINGULAR})\b(?! (?:of|by)\b)",
    re.I,
)

# "his return from X", "P's return from a trip to X"
RETURN = re.compile(
    rf"(?:\b(?P<owner>his|her|my)|(?P<who>{ANYONE})(?:'s"
    rf"|'))\s(?P<noun>return)\b[^;,.]{{0,40}}?\sfrom\b",
    re.I,
)
# "The visit took place from March 1 to 3."
TOOK_PLACE = re.compile(
    rf"^(?:the|this|his|her) (?:[\w-]+ ){{0,3}}?(?P<noun>visit|trip|tour)\b"
    rf"(?: (?:took place|was held|lasted|ran|began|started|is taking place|will take place|runs"
    rf"|will last|will begin|is scheduled|was made|ended|concluded))(?: for| until)?,? "
    rf"(?P<dates>{D})",
    re.I,
)
# "the visit that he made to X"
RELATIVE = re.compile(
    rf"\b(?P<noun>visit|trip|tour|journey),? (?:that |which )?(?P<who>{ANYONE}) (?:had "
    rf"|has )?(?:recently )?(?:made|paid|undertook|undertaken|took|taken"
    rf"|completed)\b(?= to| in| {D})",
    re.I,
)
# "his previous trips being in 2015 and 2017", "the first of his many visits to X was … in 2008"
EARLIER = re.compile(
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

# -- modality -------------------------------------------------------------------------------------
# Before the verb or noun, up to its subject.
REJECTED_BEFORE = re.compile(
    r"\b(?:(?:was|were|been) to have|not|never|n't|without|neither|nor|no longer"
    r"|would(?: have)?|could(?: have)?"
    r"|might|should|must|if|unless|whether|when(?:ever)? (?:he|she|they) (?:visit|come|go)s?"
    r"|refus\w+|declin\w+|cancel\w*|postpon\w+|call(?:ed|s)? off|put off|scrapp\w+"
    r"|shelv\w+|skipp?\w*|abandon\w*|rul(?:e|ed|es) out|den(?:y|ied|ies)|rumou?r\w*|speculat\w+"
    r"|invit\w+|ask(?:ed|s)?|urg(?:ed|es)|request\w*|want(?:s|ed)?|hop(?:e|es|ed|ing)"
    r"|wish\w*|willing\w*|ready|look(?:s|ed|ing)? forward|eager|keen|propos\w+|offer\w*"
    r"|consider\w*|possib\w+|potential|hypothetical|accept\w*|welcome(?:s|d)? (?:to"
    r"|\ue000)|encourag\w+|allow\w*|barr?\w* from|banned from|prevent\w*|unable|fail(?:ed|s)? to"
    r"|each time|every time|whenever|every (?:year|month)|frequent\w*|regular\w*|often"
    r"|always|sometimes|usually|occasionally|each other|used to|likes? to|tourists?"
    r"|travell?ers|citizens|pilgrims)\b",
    re.I,
)
# "may visit": a verb, not the month.
MAY = re.compile(r"\bmay (?:also |soon |well )?$")
REJECTED_AFTER = re.compile(
    r"^(?:[^;,.]{0,40},[^;,.]{0,40},)?[^;,.]{0,70}?\b(?:(?:was|were|is|has been|had "
    r"been|have been|been|being|be) "
    r"(?:[a-z]+ )?(?:cancell?ed|postponed|called off|delayed|scrapped|put off|put on "
    r"hold|suspended|shelved|ruled out|cut short before)"
    r"|(?:would|could|might|may|should) (?:take place|happen|be |help|bring|send|mark)"
    r"|did not take place|never took place|fell through|each year|every year"
    r"|frequently|regularly|repeatedly|\w+ times|on \w+ occasions)\b",
    re.I,
)
# Right before a noun: the trip itself is unreal or meant in general.
REJECTED_NOUN = re.compile(
    r"\b(?:cancel\w*|postpon\w+|call(?:ed|s|ing)? off|scrapp\w+|put off|delay\w*"
    r"|refus\w+|declin\w+|den(?:y|ied|ies|ying)|rumou?rs?|speculat\w+|reports?"
    r"|possib\w+|potential|proposed|eventual|hypothetical"
    r"|invit\w+|no|no plans?|mooted|suggest\w+|propos\w+|hop(?:e|es|ed|ing)|instead of"
    r"|rather than|without|ruled out|if|whether|prospects?|idea|request\w*|would|could"
    r"|might|accept\w*|oppos\w+|protest\w* against|welcome(?:s|d)? (?:a|the possible)"
    r"|looks? forward to|looked forward to|looking forward to|wish\w*|any)\b"
    r"[^;,.]{0,40}$",
    re.I,
)
FUTURE = re.compile(
    r"\b(?:will|shall|'ll|is to|are to|was to|were to|is due|are due|due to|is set"
    r"|are set|set to|scheduled|expected to|plans? to|planning to|going to|about to"
    r"|slated|intends? to|preparing to|prepares to"
    r"|agreed to|poised to|expects to|announced (?:he|she|they) would)\b(?:(?! and )[^;,.]){0,40}$",
    re.I,
)
FUTURE_NOUN = re.compile(
    r"\b(?:ahead of|before|prior to|on the eve of|in preparation (?:for|of)"
    r"|preparations? for|prepar(?:e|es|ed|ing)(?: for)?|upcoming|forthcoming|planned"
    r"|scheduled|next|coming|future|pending|impending|announc(?:ed|es|ing|ement of)"
    r"|will be|plans? for|arrangements for|set for|due for)\b[^;,.]{0,50}$",
    re.I,
)
# "became the first head of state to visit": the infinitive tells what happened.
HELD_INFINITIVE = re.compile(
    r"\b(?:became|becomes|becoming|was|is|being) [^;.]{0,80}?\b(?:first|second|third"
    r"|fourth|last|latest|only|highest|most senior|\w+th)\b[^;.]{0,80}? to (?:have "
    r")?(?:ever )?$|\bdid (?:also )?$|\bto have $|\b(?:went on|managed|continued|proceeded) to $"
    r"|\b(?:left|departed|flew|travell?ed|set off|set out)\b[^;.]{0,60} to $",
    re.I,
)
GENERIC_NOUN = re.compile(
    r"\b(?:exchanges? of|mutual|reciprocal|frequent|regular|many|numerous"
    r"|no)\s(?:\w+\s){0,2}$|\bexchange\w* (?:of )?(?:\w+ )?$",
    re.I,
)
BASE = frozenset(
    "visit tour pay make undertake begin start end conclude complete finish conduct "
    "open continue launch have go fly come travel head journey proceed arrive depart "
    "leave return lead carry embark wrap".split()
)
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
    r"\b(?P<n>one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})-day\b", re.I
)
NUMBERS = {
    word: n
    for n, word in enumerate("zero one two three four five six seven eight nine ten".split())
}
CONCLUDED = re.compile(r"^(?:conclud|complet|wrap|end|finish)", re.I)
STARTED = re.compile(r"^(?:began|begin|start|kick|arriv|land|touch|embark|open|launch|set)", re.I)
