"""The words by which persons are called instead of their names: offices, roles, groups."""

from __future__ import annotations

from pipeline.meetings.slots import PERSON, O

# Persons named by their role. Language knowledge: what may stand for a participant.
ADJECTIVE = (
    "deputy|vice|(?:first|second|third)(?= (?:deputy|vice))|assistant|acting|state|permanent|"
    "foreign|prime|interior|home|defen[cs]e|finance|trade|economy|energy|health|justice|education|"
    "culture|transport|special|general|chief|parliamentary|military|cabinet"
)
OFFICE = (
    "presidents?|prime ministers?|premiers?|ministers?|vice[ -]presidents?|chancellors?|"
    "taoiseach|tánaiste|king|queen|emir|amir|sultan|crown prince(?:ss)?|prince(?:ss)?|"
    "(?:secretar(?:y|ies)|director|consul|governor)[ -]general|general secretar(?:y|ies)|"
    "secretary of state|under-?secretar(?:y|ies)|secretar(?:y|ies)(?!-)|"
    "ambassadors?|high commissioners?|commissioners?|envoys?|consuls?|nuncio|chargé d'affaires|"
    "governors?|mayors?|speakers?|chair(?:wo)?m[ae]n|chairpersons?|"
    "heads? of state|heads? of government|(?-i:PM|FM|VP|EAM)"
)
ROLE = (
    f"{OFFICE}|leaders?|diplomats?|guests?|visitors?|emissar(?:y|ies)|delegations?|counterparts?|"
    "colleagues?|host|hosts|side|officials?|chief|dignitar(?:y|ies)|legislators|lawmakers?|"
    "parliamentarians?|politicians?|friends|comrades"
)
ADJECTIVE_SPACED = ADJECTIVE.replace(" ", r"\ ")
ROLE_SPACED = ROLE.replace(" ", r"\ ")  # for verbose patterns
# Two or more of them: "the two deputy ministers", "both sides", "the interlocutors".
GROUP_OF = (
    "leaders|sides|parties|presidents|ministers|premiers|chancellors|heads of state|"
    "heads of government|chiefs|officials|delegations|secretaries|men|women|diplomats|ambassadors|"
    "speakers|interlocutors|counterparts|politicians|chairmen|commanders|generals|governors|mayors|"
    "envoys|monarchs|kings|dignitaries|parliamentarians|lawmakers|negotiators|statesmen|"
    "colleagues|partners"
).replace(" ", r"\ ")
# What an office is of: "the Minister of Foreign Affairs", "the Speaker of the Senate".
OF_WHAT = (
    rf"\s(?:of|(?<=er\s)for|(?<=ry\s)for)\s(?:the\s)?(?:{O}|(?>(?-i:[A-Z])[\w-]+"
    r"(?:(?:,?\s(?:and|of|the|for)){0,3}\s(?-i:[A-Z])[\w-]+){0,5})(?![\w-]))"
)
MORE_OFFICES = (
    "director|head|coordinator|administrator|representative|chair|rector|undersecretary|"
    "under-secretary|marshal|attorney general|chargé d'affaires|nuncio|co-chair"
)
NO_PERSON = f"{chr(PERSON)}-{chr(PERSON + 0xFF)}"  # inside a negated class
