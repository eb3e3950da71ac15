"""The words of encounters: verbs, nouns, adverbs, and what makes them no event.

Language knowledge as tables. Every entry says what kind of encounter it means; templates.py says
how the entries combine with participants.
"""

from __future__ import annotations

import re

from pipeline.meetings.slots import D, L
from pipeline.patterns import Pattern

# Noun of an encounter → kind. The first entry that matches the noun phrase decides.
NOUN_KINDS: tuple[tuple[str, str], ...] = (
    (
        r"(?:(?:tele)?phone|telephonic) (?:call|conversation|talks?|discussion|consultations?|"
        r"contact)s?",
        "call",
    ),
    (r"(?:tele|phone ?)calls?", "call"),
    (
        r"(?:video|virtual|online) ?-?(?:call|conference|link|talks?|meeting|summit|"
        r"conversation|consultations?|discussions?)s?",
        "call",
    ),
    (r"video ?conferences?|teleconferences?|conference call", "call"),
    (r"(?:session|round)s? of (?:\w+ )?(?:talks|negotiations)", "talks"),
    (r"courtesy (?:call|visit|meeting)s?", "courtesy_call"),
    (r"working sessions?", "meeting"),
    (r"interviews?", "interview"),
    (r"consultations?|consultative (?:meeting|session|talks)", "consultation"),
    (
        r"(?:welcom(?:e|ing)|signing|inauguration|opening|closing|award|handover|commissioning|"
        r"unveiling|swearing-in|credentials?|launch(?:ing)?|commemorati(?:ve|on)|flag-raising|"
        r"wreath-laying|groundbreaking|ground-breaking) (?:ceremony|ceremonies|event)",
        "ceremony",
    ),
    (r"ceremony|ceremonies|gala|commemoration|celebration", "ceremony"),
    (
        r"banquets?|receptions?|(?:state |working |welcome |welcoming |official |private |gala "
        r")?(?:dinner|luncheon|lunch|breakfast|supper)s?|tea party|iftar|garden party",
        "reception",
    ),
    (
        r"(?:meeting|session|round)s? of (?:the )?.{0,120}?\b(?:committee|commission|council|"
        r"mechanism|group|dialogue|forum)",
        "conference",
    ),
    (
        r"(?:\d+(?:st|nd|rd|th) |first |second |third |fourth |fifth |sixth |seventh |eighth |"
        r"ninth |tenth |annual )?(?:workshop|symposium|seminar|conference|forum|plenary "
        r"session|congress|session|committee meeting|meeting of the .{0,120}?(?:committee|"
        r"commission|council|mechanism|group|dialogue))",
        "conference",
    ),
    (r"talks|negotiations?|discussions?|dialogues?", "talks"),
    (r"calls?", "call"),
    (r"summit talks", "talks"),
    (
        r"meetings?|summits?|conversations?|encounters?|sit-?downs?|audiences?|tête-à-tête|"
        r"get-together|exchange of views|bilaterals?|chat",
        "meeting",
    ),
)
ENCOUNTER_NOUN = (
    r"(?:(?:(?:tele)?phone|telephonic) (?:call|conversation|talk|discussion|consultation|"
    r"contact)s?|phone ?calls?|"
    r"telephone calls?"
    r"|(?:video|virtual|online)[ -]?(?:call|conference|talk|meeting|summit|conversation|"
    r"consultation|discussion|link)s?"
    r"|teleconferences?|conference call|calls?(?= with|\W+\w+ with| between)|"
    r"courtesy (?:call|visit|meeting)s?|"
    r"interviews?|consultations?"
    r"|talks|negotiations?|discussions?|meetings?|summits?|conversations?|encounters?|"
    r"sit-?downs?|one-(?:on|to)-ones?"
    r"|audiences?|tête-à-têtes?|(?:in-depth |candid |frank |lengthy |brief |private |long |"
    rf"fruitful )?exchange(?: of views)?(?= (?:{D}|{L}|with|between|behind|on|in|of views))"
    r"|bilaterals?(?! [a-z])|bilaterals?(?= with)|dialogues?|chats?|get-togethers?|"
    r"working sessions?"
    r"|(?:plenary |closed |expanded )?sessions?(?= with)|rounds?(?= with)"
    rf"|(?<!over )(?:working |private |official )?(?:dinner|luncheon|lunch|breakfast|banquet)s?"
    rf"(?=\s*(?:$|[.,;]|{D}|{L}|with\b)))"
)
# Events that have a host and are attended.
OCCASION_NOUN = (
    r"(?:banquets?|receptions?|ceremon(?:y|ies)|gala(?: dinner| evening)?|dinners?|luncheons?|"
    r"lunch(?:es)?|breakfasts?"
    r"|celebrations?|commemorations?|workshops?|symposi(?:um|a)|seminars?|conferences?|forums?|"
    r"fora|summits?"
    r"|signing(?! ceremon)|congress|sessions?|meetings?|talks|round(?: |-)?tables?|"
    r"exhibitions?|inauguration|launch|event|tea party)"
)
LIGHT_VERB = (
    r"(?:held|hold|holds|holding|co-held|had|has|have|having|conducted|conduct|conducts|conducting|"
    r"staged|opened|began|begin|begins|started|concluded|wrapped up|continued|resumed|convened|"
    r"convenes|entered|shared(?= an? )|ended|engages in|sits? down for|"
    r"completed|took part in|participated in|joined|attended|"
    r"arrived for|left for|sat down for|gathered for|came together for|engaged in|entered into|"
    r"co-chaired|co-chairs|co-chair|chaired|presided over|jointly chaired|hosted|co-hosted|"
    r"kicked off|paid|gave|made|maintain(?:ed|s)|received|requested|sought|arranged)"
)

# Adverbials that may part the words of a verb phrase: "called on Tuesday on B".
GAP = (
    rf"(?:,? (?:{D}|{L}|here|today|yesterday|tonight|recently|(?!only)\w+ly|in person|this \w+|"
    r"(?:at|in) (?:the|his|her|their) (?:[\w-]+ ){0,2}[\w-]+),?)*"
)
MEAL = r"(?:dinner|luncheon|lunch|breakfast|supper|banquet)"

# Verbs with the participant as object.
MEET = r"(?:met|meets?|meeting|re-met)"
CONTACT_VERBS: tuple[tuple[str, str, str], ...] = (
    # (name, pattern, kind)
    (
        "meet",
        rf"{MEET}(?: up)?(?: and (?:had|held) (?:an? )?(?:[\w-]+ ){{0,3}}(?:talks?|"
        r"conversation|discussions?|chat)(?= with))?",
        "meeting",
    ),
    (
        "receive",
        r"(?:receiv(?:ed|es|e|ing)|accept(?:ed|s|ing)?)(?: [^;.,]{0,30}?)? "
        r"(?:letters? of (?:credence|recall)|credentials)"
        r"(?: and [^;.]{0,30})? (?:from|of)(?: (?:the |his |her )?(?:[\w-]+ ){0,4}(?:ambassadors|"
        r"envoys|high commissioners)\b)?",
        "ceremony",
    ),
    (
        "call_on",
        r"(?:present(?:ed|s)?|handed|hands|submitted|submits) (?:his|her|their) (?:(?:letters?|"
        r"copies|copy|true copies) (?:of|for) (?:[\w ]{0,20}?(?:credence|credentials|recall|"
        r"introduction|commission)\b|\S{1,2})|credentials)(?: [^;.,]{0,40}?)? to",
        "ceremony",
    ),
    (
        "receive",
        r"(?:received|receives|receive|receiving)(?: in (?:\w+ )?audience)?|"
        r"(?:host(?:ed|s|ing)?|welcom(?:ed|es|ing)|welcome|entertain(?:ed|s)|greet(?:ed|s)?)",
        "meeting",
    ),
    (
        "audience",
        r"(?:grant(?:ed|s|ing)?|accord(?:ed|s)|gave|gives|giving) "
        r"(?:an |a private |a special |private )?"
        rf"audience{GAP} to",
        "meeting",
    ),
    (
        "call_on",
        rf"(?:was|were) (?:granted|given|accorded) (?:an? )?(?:[\w-]+ ){{0,2}}audience{GAP} "
        r"(?:with|by)",
        "meeting",
    ),
    ("call_on", rf"had (?:an? )?(?:[\w-]+ ){{0,2}}audience{GAP} of", "meeting"),
    ("call_on", rf"(?:paid|pays) (?:his|her|their) respects{GAP} to", "meeting"),
    ("call_on", rf"(?:was|were) presented{GAP} to", "meeting"),
    ("receive", rf"(?:bade|bids|bid|said) (?:farewell|goodbye|adieu){GAP} to", "meeting"),
    ("visit", r"visited", "meeting"),
    ("receive", rf"play(?:ed|s) host{GAP} to", "meeting"),
    (
        "call_on",
        rf"(?:ran|bumped) into|caught up{GAP} with|(?:honou?r|privilege) of meeting",
        "meeting",
    ),
    (
        "call_on",
        rf"(?:(?:call(?:ed|s|ing)?){GAP} (?:up)?on|"
        r"(?:paid|pays|pay|paying|made|makes|making) (?:his |her |their |an? )?(?:official |"
        r"farewell |introductory |courtesy |protocol |brief |private |separate |maiden |first |"
        rf"working ){{0,3}}(?:calls?|visits?){GAP} (?:on|upon|to))",
        "courtesy_call",
    ),
    (
        "speak",
        r"(?:(?:spoke|spoken|speaks?|speaking|talked|talking|conferred|confers|conversed|converses|"
        r"consulted|consults|sat down|sits down|sat|interact(?:ed|s)|mingled|dialogued?|"
        r"huddled|came face to face|came together|"
        # "spoke of a new meeting with B": he spoke to somebody else
        r"conversed)(?:(?! (?:meeting|talks|summit|encounter)\b)[^;.,]){0,41}? with)",
        "meeting",
    ),
    ("dine", r"(?:dined|dines|lunched|breakfasted)(?: [^;.,]{0,40}?)? with", "reception"),
    (
        "phone",
        r"(?:(?:tele)?phoned|telephones|rang|(?:made|placed|makes) an? (?:tele)?phone call to|"
        rf"(?:made|placed|makes) an? (?:tele)?(?:phone )?call{GAP} to|"
        rf"(?:received|receives|took|takes|fielded|had){GAP} an? (?:tele|video )?(?:phone )?"
        rf"call{GAP} from)",
        "call",
    ),
    (
        "receive",
        rf"(?:received|receives?|receiving){GAP} an? (?:courtesy |farewell |introductory )+"
        rf"(?:call|visit){GAP} (?:from|by)",
        "courtesy_call",
    ),
    ("ring", r"(?:called|calls|rang)(?: up)?", "call"),
    (
        "guest",
        r"(?:came|comes) together with|exchanged (?:views|pleasantries|greetings)"
        r"(?: [^;.,]{0,40}?)? with",
        "meeting",
    ),
    # "Talking to B, A said"
    ("talk_to", r"(?:talk(?:ed|ing)|spoke|speaking) to", "meeting"),
    ("see", r"saw", "meeting"),
    ("guest", r"(?:(?:was|were|is|are) (?:the )?guests? of)", "meeting"),
    (
        "interview",
        r"(?:gave|gives|granted|grants) an? (?:exclusive )?interview to|(?:interviewed|"
        r"interviews|interviewing)",
        "interview",
    ),
)
PASSIVE_VERB = (
    r"(?:received|met|hosted|welcomed|greeted|granted (?:an |a private )?audience|interviewed|"
    r"given (?:an? )?(?:\w+ ){0,2}(?:reception|welcome|audience|banquet)"
    r"|visited|called upon|paid an? (?:\w+ )?(?:courtesy |farewell )?(?:call|visit)|"
    r"feted|entertained|honou?red(?: with [^;.]{0,40}?)?|"
    rf"treated to [^;.]{{0,40}}?|invited to (?:an? |the )?(?:\w+ )?{MEAL}|seen off)"
)
BY_PHONE = Pattern(
    r"\b(?:by|on|over|via) (?:the |a )?(?:tele)?(?:phone|video ?-?(?:link|call|conference)?|"
    r"videoconference)\b"
    r"|\bvirtually\b|\b(?:via|through) video\b|\bonline\b|\bvirtual\b|\bby telephone\b|"
    r"\btelephone\b|\bphone (?:call|talk|conversation)"
    r"|\bvideo (?:link|call|conference|meeting|talks?)|\bteleconference",
    re.IGNORECASE,
)

# Modality. Each list is looked for in the words around the verb of the event.
NEGATED = re.compile(
    r"\b(?:not|never|neither|nor|without|no longer|yet to|cannot|can't|n't|didn't|won't|hasn't|"
    r"haven't|wasn't|weren't|don't|doesn't|"
    r"fail(?:ed|s)? to|no (?:plans?|meetings?|talks|intention|date)|nobody|avoid(?:ed|s|ing)?|"
    r"skip(?:ped|s)?|snub(?:bed|s)?|miss(?:ed)?|unable to|instead of|rather than|stopped "
    r"short of|no such|nothing came of)\b",
    re.IGNORECASE,
)
REFUSED = re.compile(
    r"\b(?:refus\w+|declin\w+|reject\w+|rebuff\w+|boycott\w+|ruled out|rules out|turn(?:ed|s) "
    r"down)\b",
    re.IGNORECASE,
)
DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|dismiss\w+ (?:reports|claims|rumou?rs)|rumou?r\w*|reports? "
    r"that|alleged\w*|unconfirmed|speculat\w+|false(?:ly)?)\b",
    re.IGNORECASE,
)
CANCELLED = re.compile(
    r"\b(?:cancel\w*|call(?:ed|s|ing)? off|postpon\w+|scrapp\w+|put off|suspend\w+|delayed|"
    r"shelv\w+|aborted|abandon\w+|fell through|collapsed|did not take place|never took "
    r"place)\b",
    re.IGNORECASE,
)
HYPOTHETICAL = re.compile(
    r"\b(?:would|could|might|may|should|must|if|whether|unless|can|possib\w+|potential|"
    r"proposed|prospect\w*|hypothetical|were to|in case|eventual|likely|provided that|"
    r"mooted|chance|unlikely|consider(?:s|ed|ing)?|mull(?:s|ed|ing)?|weigh(?:s|ed|ing)?|"
    r"(?:working|work|worked) (?:on|towards?)|talk of|hypothetically)\b",
    re.IGNORECASE,
)
WISHED = re.compile(
    r"\b(?:interest(?:ed)? in|"
    r"hop(?:e|es|ed|ing)|wish(?:es|ed)?|want(?:s|ed)?|seek(?:s|ing)?|sought|"
    r"willing(?:ness)?|ready|readiness|look(?:s|ed|ing)? forward|keen|eager|"
    r"offer(?:s|ed)?|propos\w+|request\w*|ask(?:s|ed)?|invit\w+|urg(?:e|ed|es|ing)|call(?:ed|"
    r"s)? for|call(?:ed|s)? on|demand\w*|desire\w*|intend\w*|intention|suggest\w*|"
    r"agreed|agree|decided|pledg\w+|vow\w+|promis\w+|press(?:ed|ing)? for|push(?:ed|ing)? for|"
    r"prepared|appeal\w*|calls for|need(?:s|ed)?|tried|trying|tries|attempt\w*|favou?red|"
    r"encourag\w+|opportunity)\b",
    re.IGNORECASE,
)
FUTURE = re.compile(
    r"\b(?:will|shall|'ll|is to|are to|was to|were to|is due|are due|is set|are set|is "
    r"scheduled|are scheduled|scheduled|is expected|are expected|expected|"
    r"plans? to|planned|planning|is going to|are going to|is about to|upcoming|forthcoming|due "
    r"to|slated|set to|ahead of|later this|next (?:week|month|year|Monday|Tuesday|"
    r"Wednesday|Thursday|Friday|Saturday|Sunday)|tomorrow|coming)\b",
    re.IGNORECASE,
)
# "will travel to Lima to meet B", "left for Lima to meet B": the purpose lies ahead.
SETTING_OUT = re.compile(
    r"\b(?:will|is (?:due|set|expected|scheduled|going)|are (?:due|set|expected|scheduled|going)|"
    r"plans|is to|are to)\b[^,;]{0,60}\b(?:travel|visit|fly|arrive|head|come|go|leave|depart|"
    r"return|be)\b[^;]{0,60}\bto ?$"
    r"|\b(?:(?:is|are) (?:on (?:his|her|their) way|travell?ing|flying|heading|leaving|due)|leaves|"
    r"left|departs|departed|flies|heads|headed|sets? off|set out)\b[^;]{0,60}\bto ?$",
    re.IGNORECASE,
)
# "had the opportunity to meet B": they met.
REALISED = re.compile(
    r"\b(?:had|got|took|used) (?:the|an?|this) (?:[\w-]+ )?(?:opportunity|chance|honou?r|pleasure|"
    r"privilege|occasion) to(?: \w+ly)?$|\b(?:was|were) (?:also )?able to$|\bmanaged to$"
    # "I am delighted to welcome B here": said with B beside him
    r"|(?:'m|\bam|'re|\bare|\bwas|\bis) (?:\w+ ){0,2}(?:delighted|pleased|honou?red|happy|glad|"
    r"privileged) to(?: have (?:an?|the|this) (?:chance|opportunity|honou?r|pleasure) to)?$",
    re.IGNORECASE,
)
GENERIC = re.compile(
    r"\b(?:(?:two|three|four|five|six|seven|eight|nine|ten|\d+|several|many|multiple|numerous|"
    r"countless|dozens of|a number of|more than \w+) (?:times|occasions|meetings|rounds|"
    r"talks|conversations|phone calls)|"
    r"frequently|regularly|often|usually|always|occasionally|routinely|rarely|repeatedly|each "
    r"time|every time|whenever|every (?:other |single )?(?:year|month|week|day)|"
    r"(?:once|twice) (?:a|every|per) \w+|"
    r"over the years|time and again|on many occasions|on numerous occasions|has (?:long|"
    r"repeatedly)|series of meetings|annually|ever met|used to (?:meet|receive|host|"
    r"hold))\b",
    re.IGNORECASE,
)
OTHER_SENSE = Pattern(
    r"\bme(?:et|ets|eting|t)(?: with)? (?:the |all |these |those |our |their |its |his |her |"
    r"such |every |any |both |a |an |some |new |great |strong |fierce |widespread |mixed |"
    r"public |local |global |growing |common |basic |certain )*"
    r"(?:requirements?|demands?|needs?|expectations?|challenges?|targets?|goals?|standards?|"
    r"criteria|deadlines?|aspirations?|obligations?|conditions?|quotas?|commitments?|"
    r"criticism|resistance|opposition|approval|"
    r"success|failure|scepticism|skepticism|anger|outrage|applause|response|reaction|"
    r"condemnation|silence|fate|death|support|interests?|costs?|pledges?|objectives?|"
    r"benchmarks?|dissatisfaction|protests?|enthusiasm|halfway|the eye)\b"
    r"|\bmeeting (?:point|place|room|hall|mechanism|requirements)\b|\bmakes? ends meet\b|"
    r"\binterviewed? for (?:the|a) (?:job|post)",
    re.IGNORECASE,
)
COMMITTEE = re.compile(
    r"\b(?:press|news) (?:conference|briefing)\b|\b(?:plenary|cabinet|politburo|committee|"
    r"standing committee|board|council|party|emergency|special|regular|weekly|government|"
    r"security council|executive) (?:meeting|session)\b",
    re.IGNORECASE,
)


# Verbs of talking over a subject: who discussed trade with B held talks.
_TALKED = re.compile(
    r"^(?:discuss(?:ed|es)?|review(?:ed|s)?|explor(?:ed|es)|negotiat(?:ed|es)|talked)\b", re.I
)
# "met over breakfast", "was guest at a luncheon"
AT_TABLE = re.compile(rf"\b(?:to|for|at|over) (?:an? |the )?(?:[\w-]+ ){{0,2}}{MEAL}\b", re.I)


def kind_of_verb(words: str, kind: str) -> str:
    """The kind that the words of a verb tell, where the kind so far is only "meeting"."""
    return "talks" if kind == "meeting" and _TALKED.match(words) else kind


def kind_of_noun(phrase: str) -> str:
    """Kind of encounter that a noun phrase means; "meeting" where nothing says more."""
    lowered = phrase.lower()
    for pattern, kind in _NOUN_KINDS:
        if pattern.search(lowered):
            return kind
    return "meeting"


_NOUN_KINDS = tuple((re.compile(rf"\b(?:{pattern})\b"), kind) for pattern, kind in NOUN_KINDS)

# Beginnings of the words without which nothing here is told (see `prefilter`).
STEMS = [
    *"""
    met meet talk spoke speak receiv host co-host welcom call courtesy audience consult interview
    banquet reception dinner dine lunch breakfast ceremon co-chair chairs chaired summit
    conversation respects
    conversed discussion negotiation dialogue phone telephon video teleconference attend workshop
    symposium seminar conference forum greeted rang conferred sat sits joined joins held holds hold
    paid pays presen participat delegation accompanied flanked taking took guest credence
    credentials room letters event signing gathered visited session round
    gave gives play ran caught accorded call_ discuss review
    exchang negotiat bade presented accepted dinner luncheon
    visit entered convened encounter dined exchang tête
    granted saw huddled feted led headed leads lead heads represented
    signed signs sign inked initialed initialled sealed unveil ribbon inaugurat wreath laid broke
    plant handed award decorat confer bestow pinned commissioned launched donat turned
    delivered submitted opened cut cuts dialogue invit ambassadors envoys interact mingled maintain
    """.split(),
    *("jointly chair", "jointly address", "jointly host", "exchanged views", "exchange of views"),
    *("one to one", "one on one", "sit down", "face to face", "together"),
    *("depth exchange", "candid exchange", "frank exchange", "a bilateral", "bilaterals"),
]
