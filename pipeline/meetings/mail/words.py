"""The words of messages: verbs and nouns of sending, kinds, occasions.

Language knowledge as patterns over slotted text (see `pipeline.meetings.slots`).
"""

from __future__ import annotations

import re

from pipeline.meetings.frames import ADV, LIST
from pipeline.meetings.slots import ANYONE, D, L, R
from pipeline.patterns import Pattern

# Beginnings of the words without which no message is told (see `prefilter`).
STEMS = """
    congratulat greeting condol message letter telegram cable felicitat wish sympath wrote write
    writing written regards wired salutation consol note missive
    """.split()
# Papers of diplomacy that are no message from one person to another.
_NO_PAPER = (
    r"(?! of (?:credence|credentials|recall|intent|understanding|resignation|appointment"
    r"|accreditation|guarantee|credit|commitment|agreement|marque|support from))"
)
_SMALL = rf"(?:(?:[\w'-]+,? |{D} |{L} ){{0,7}}?)"
_THINGS = (
    r"(?:messages?|letters?|missives?|telegrams?|cables?|(?:hand-?written |verbal |diplomatic"
    r" )?notes?"
    r"|greetings?(?! card)|congratulations|condolences|(?:good |best |warm )*wishes"
    r"|sympath(?:y|ies)|regards|felicitations|salutations|respects|invitation)"
)
# "a letter from his majesty King A"
_HONOUR = r"(?:(?:his|her) (?:royal )?(?:majesty|highness|excellency)(?: the)?,? )?"
NOUN = rf"(?:{_SMALL}\b{_THINGS}\b{_NO_PAPER})"
PAPER_NOUN = r"(?:messages?|letters?|telegrams?|cables?|notes?|missives?|condolences|greetings)"
_PAPER = rf"(?:{_SMALL}\b(?:messages?|letters?|missives?|telegrams?|cables?|notes?)\b{_NO_PAPER})"
_ADD = rf"(?:(?:,| and|, and) {_SMALL}{_THINGS})*"
_SEND = (
    r"(?:sent|sends|send|sending|extended|extends|extending|conveyed|conveys|conveying|expressed"
    r"|expresses|expressing|offered|offers|offering|addressed|addresses|wrote|writes|wired|cabled"
    r"|delivered|passed on|relayed|dispatched|forwarded|transmitted|presented|handed over|handed"
    r"|conveyed again|gave|penned|posted|issued|written|brought|tweeted|telegraphed|reiterated"
    r"|renewed|reiterates)"
)
# "to President of the Republic of Chile, P"
_OFFICE = (
    r"(?:(?!(?:the )?(?:[\w'-]+ ){0,3}(?:famil|relatives|people|sons|children|widow|memory|parents"
    r"|government|embassy|residence|office|party|victims))"
    r"(?:the )?(?:[\w'-]+ ){1,6}of (?:the )?(?:[\w'-]+ ){0,5}[\w'-]+,? (?=[\ue000-\ue0ff]))?"
)
# "sent a message of congratulations to B"
SENT = Pattern(
    rf"\b(?P<verb>{_SEND})\b(?P<what>{ADV} ?{NOUN}{_ADD}[^;.\"{ANYONE[1:-1]}]{{0,90}}?)"
    rf" (?:to|addressed to)(?: both)? {_OFFICE}(?P<to>{LIST})"
)
# "sent B a letter of condolence"
SENT_TO = Pattern(
    rf"\b(?P<verb>sent|sends|sending|wrote|writes|gave|handed|wired|cabled|offered"
    rf"|offers|wished)\b{ADV} ?"
    rf"(?P<to>{LIST}) (?P<what>(?:(?:an?|his|her|their|the|warm|best|heartfelt|sincere) "
    rf"|(?=greetings|congratulations|condolences|wishes)){NOUN}[^;.\"]{{0,60}})"
)
# "sent to B cordial congratulations"
SENT_BEFORE = Pattern(
    rf"\b(?P<verb>{_SEND})\b{ADV} ?to (?P<to>{LIST}),? (?P<what>(?:an?|his|her|their|the|[a-z]+) "
    rf"{NOUN}[^;.\"]{{0,60}})"
)
# "handed a letter for B to his secretary"
SENT_FOR = Pattern(
    rf"\b(?P<verb>handed over|handed|left|delivered|gave|passed)\b(?P<what>{ADV} "
    rf"?{_PAPER}) for (?P<to>{LIST})"
)
CONGRATULATED = Pattern(
    rf"\b(?P<verb>congratulated|congratulates|congratulating|congratulate|felicitated"
    rf"|felicitates|consoled|condoled with)\b"
    rf"{ADV} ?(?P<to>{LIST})(?P<what>(?:'s)?[^;\"]{{0,160}})"
)
WROTE = Pattern(
    rf"\b(?P<verb>wrote|writes|has written|had written|writing|cabled|wired|telegraphed)\b{ADV}"
    rf"(?: back)? to (?P<to>{LIST})(?P<what>[^;\"]{{0,120}})"
)
WAS_CONGRATULATED = Pattern(
    rf"\b(?:was|were|been) (?:[a-z]+ly )?(?P<verb>congratulated"
    rf"|felicitated)\b(?P<what>[^;.\"]{{0,80}}?) by (?P<from>{LIST})"
)
# "conveyed regards from A to B", "handed over a letter from A"
CARRIED = Pattern(
    rf"\b(?P<verb>conveyed|conveys|conveying|delivered|delivers|handed over|handed"
    rf"|hands over|passed on|relayed|brought|presented|transmitted|extended|gave)\b"
    rf"(?: (?:to )?(?P<object>{ANYONE}))?(?P<what>{ADV} ?{NOUN}{_ADD}[^;.\"]{{0,40}}?) "
    rf"(?:from|of|sent by|signed by|by) {_HONOUR}(?P<from>{LIST})"
    rf"(?:(?:(?!\band\b)[^;.\"]){{0,70}}? to {_HONOUR}(?P<to>{LIST}))?"
)
# "received the envoy B, bearer of a message from C"
BEARER = Pattern(
    rf",? (?:(?:who (?:is|was) )?(?:the )?(?P<verb>bearer of|bearing|carrying)|who (?:"
    rf"carried|bore|brought|delivered|handed over|conveyed)(?: (?:him|her|them|to {ANYONE}))?)"
    rf"(?P<what>{ADV} ?{NOUN}{_ADD}[^;.\"]{{0,40}}?) (?:from|of|sent by|signed by) "
    rf"{_HONOUR}(?P<from>{LIST})(?:(?:(?!\band\b)[^;.\"]){{0,40}}? to {_HONOUR}(?P<to>{LIST}))?"
)
# "conveyed A's greetings to B", "conveyed to B A's greetings"
CONVEYED = Pattern(
    rf"\b(?P<verb>conveyed|conveys|conveying|passed on|delivered|handed over|relayed"
    rf"|extended|brought|transmitted)\b"
    rf"(?: to (?P<first>{ANYONE}))? (?P<from>{ANYONE})'s?\s(?P<what>{NOUN}{_ADD})"
    rf"(?:[^;.\"]{{0,60}}? to (?P<to>{LIST}))?"
)
# "asked C to convey his greetings to B"
ASKED = Pattern(
    rf"\b(?:asked|requested|entrusted|instructed|charged|told) (?P<messenger>{ANYONE}) "
    rf"(?:to|with) (?:convey|conveying|pass on|extend|relay|deliver|send|transmit"
    rf"|take)(?:ing)?(?P<what> {NOUN}{_ADD})"
    rf"[^;.\"]{{0,40}}? to (?P<to>{LIST})"
)
RECEIVED = Pattern(
    rf"\b(?P<verb>received|receives|got|accepted|has received|had "
    rf"received)\b(?P<what>{ADV} ?{NOUN}{_ADD}[^;.\"]{{0,70}}?) (?:from|sent by|signed "
    rf"by) (?P<from>{LIST})"
)
REPLIED = Pattern(
    rf"\b(?P<verb>replied|replies|responded|responds|answered|wrote back|sent a reply"
    rf"|sent a reply letter|reply|response)(?: to)?(?P<what> {_PAPER}) (?:from|of|sent "
    rf"by|by|written by) (?P<to>{LIST})"
)
THANKED = Pattern(
    rf"\b(?P<verb>thanked|thanks|thanking)\b{ADV} ?(?P<from>{LIST}) for (?P<what>(?:his"
    rf"|her|their|the|an?) {NOUN}[^;.\",]{{0,40}})"
)
# "a message of condolence was sent to B by A"
WAS_SENT = Pattern(rf"\b(?:was|were|been) (?:\w+ly )?(?:{_SEND}|received)\b")
PASSIVE = Pattern(
    rf"(?P<what>{NOUN}(?: of [\w ]{{1,40}}?)?) (?:was|were|has been|have been) (?:\w+ly"
    rf" )?(?P<verb>{_SEND}|received)\b"
    rf"[^;.{ANYONE[1:-1]}]{{0,40}}?(?: to (?P<to>{LIST}))?(?:[^;.]{{0,60}}?) (?:by|from)"
    rf" (?P<from>{LIST})"
)
# "thanked A for congratulating him"
FOR_CONGRATULATING = Pattern(
    rf"\b(?P<verb>thanked|thanks|thanking)\b{ADV} ?(?P<from>{LIST}) for (?P<what>congratulating)\b"
)
# "in his message to B, A said", "in a letter to B"
IN_MESSAGE = Pattern(
    rf"\b(?:[Ii]n|[Tt]hrough|[Bb]y) (?P<whose>his|her|an?|the|{ANYONE}'s|another|{R}|(?:his )?"
    rf"(?:individual|separate|identical|similar)) ?(?P<what>{NOUN}[^;.\",]{{0,50}}?) "
    rf"(?:sent |addressed |written )?to (?P<to>{LIST})"
)
# "a message from A to B", "A's letter to B"
FROM_TO = Pattern(
    rf"\b(?P<what>{_PAPER}[^;.\",]{{0,40}}?) (?:from|sent by|addressed by) (?P<from>{LIST}),? "
    rf"(?:addressed )?to (?:the )?"
    rf"(?P<to>{LIST})"
)
OWNED = Pattern(rf"(?P<from>{ANYONE})'s (?P<what>{NOUN}) to (?P<to>{LIST})")
EXCHANGE = Pattern(
    r"\b(?:exchanged|exchange|exchanging|exchanges|swapped|traded)\b(?P<what>(?: of)?[^;.\"]{0,90}?"
    r"\b(?:greetings|messages|letters|congratulations|telegrams|cables|notes|wishes|condolences))"
    r"(?P<rest>[^;.\"]{0,200})"
)
BETWEEN = re.compile(rf"\b(?:between|among) (?P<list>[^;.\"]*?{LIST})")
WITH_WHOM = re.compile(rf" ?(?:[\w' ,]|{D}|{L}){{0,40}}?\bwith (?P<list>{LIST})")
PAIR = re.compile(rf"{ANYONE}[^;.\"]{{0,90}}?,? and {ANYONE}[^;.\"]{{0,160}}$")
ON_BEHALF = Pattern(rf"\bon behalf of (?P<from>{LIST})")

KINDS = (
    (
        "condolence",
        re.compile(
            r"condol|sympath|consoled|passing away|demise|death of|mourning|bereave"
            r"|passing of (?:the )?(?:late|former|his|her|[\ue000-\ue0ff])",
            re.I,
        ),
    ),
    ("congratulation", re.compile(r"congratulat|felicitat", re.I)),
    (
        "greeting",
        re.compile(
            r"greet|wishes|wished|regards|salutations|respects|new year|spring festival"
            r"|christmas|easter"
            r"|holiday|\beid\b|ramadan|season|birthday|national day|independence day|nowruz|diwali",
            re.I,
        ),
    ),
)
# The verb itself says the kind.
VERB_KINDS = (
    ("congratulation", re.compile(r"(?:congratulat|felicitat)", re.I)),
    ("condolence", re.compile(r"(?:consol|condol)", re.I)),
)
# With an exchange of messages on a festival the good wishes are greetings.
FESTIVE = Pattern(r"new year|spring festival|greet|christmas|\beid\b|nowruz|tet\b", re.I)
REFUSED = re.compile(
    r"\b(?:not|never|n't|refused|declined|would|could|might|should|if|hope\w*|plans?|planned|yet to"
    r"|failed to|will|intends?|wants?|urged|asked|called on ¤ to|expected|without|instead "
    r"of|denied|forgot)"
    r"\b[^,;]{0,25}$",
    re.I,
)
EARLIER = re.compile(r"\b(?:earlier|previously|before that)\b|\bhad (?:\w+ )?$")
SPEECH = re.compile(r"\b(?:said|recalled|noted|that)\b")
# Without a recipient of its own: "A has sent a similar cable".
SIMILAR = Pattern(
    rf"\b{_SEND}\b(?P<what>[^;.\"]{{0,40}}?\b(?:similar|identical|the same|likewise|another)\b"
    rf"[^;.\"]{{0,40}}?\b{PAPER_NOUN})\b(?! to {ANYONE})"
)
SIMILAR_BY = Pattern(
    rf"\b(?P<what>similar (?:[\w-]+ ){{0,3}}?{PAPER_NOUN}) (?:was|were|has been|have been|came"
    rf"|arrived)"
    rf"\b[^;.\"]{{0,40}}? (?:by|from) (?P<from>{LIST})",
    re.I,
)
# Lists of those who sent the messages told of just before.
SENDERS = Pattern(
    r"^(?:the )?(?:other |further )?(?:well-wishers|senders|they|those|leaders|among (?:them"
    r"|those|the"
    r" \w+))\b[^;.]{0,40}?"
    r"\b(?:are|were|include[ds]?|is|was)\b",
    re.I,
)
LISTING = Pattern(
    rf"\b(?:received|receives|got)\b(?P<what>[^;.:]{{0,60}}\b{PAPER_NOUN}\b[^;.:]{{0,60}}?) from"
    rf"(?P<rest>[^;.:]{{0,80}}):\s*$"
    rf"|\b(?P<sent>{PAPER_NOUN}) (?:was|were|came|have come|have been)[^;.:]{{0,30}} (?:from|by)"
    rf"[^;.:]{{0,60}}:\s*$",
    re.I,
)
# What is sent or said in so many words; an invitation may be only spoken.
WRITTEN = re.compile(
    rf"\b(?:{PAPER_NOUN}|congratulations|felicitations|sympath\w+|wishes|regards|salutations"
    r"|respects)\b",
    re.I,
)
# "conveyed the greetings of His Majesty to B": of somebody else than who conveyed them.
ANOTHERS = re.compile(
    r"(?:greetings?|messages?|letters?|regards|wishes|congratulations|condolences)\b[^;.]{0,30}? "
    r"(?:of|from) (?:the (?!occasion|country|republic|people|government)|(?:his|her|their) "
    r"(?:\w+ )?(?:majesty|highness|excellency|president|king|leaders?|government|counterpart)"
    r"|[A-Z])"
)
CARRIES = re.compile(
    r"(?:convey|pass|relay|deliver|hand|transmit|brought|present|forward|extend)", re.I
)
# "congratulated B on his victory in the election on November 7": not the day of the message.
DAY_OF_OCCASION = re.compile(
    rf"\b(?:on|over|for|following|after|upon) (?:the|his|her|their|its|an?)\b[^;\"]*?\b(?:in|at|"
    rf"during|that|which|who|held|struck|hit|of|by)\b[^;\"]*?(?={D})",
    re.I,
)
ALIKE = re.compile(r"\b(?:similar|same|identical|likewise|as well|also|too)\b", re.I)
# A subject that names nobody.
MANY = re.compile(
    r"\b(?:leaders|heads|presidents|kings|monarchs|ministers|officials|dignitaries)\b[^;.]{0,60}$",
    re.I,
)
