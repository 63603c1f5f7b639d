"""A clause and the part of it that it hangs on.

English sets a condition in few ways: a word before it ("if", "unless", "provided that", "without"), a verb turned round
("should they accept", "were they to accept"), a verb or a noun between the two ends ("hinges on", "is the price of"),
or order ("first ..., then ...", "before we can ...").
"""

from __future__ import annotations

import re

_DETERMINER = r"(?:the|an?|any|its?|his|her|their|our|your|my|this|that|these|those|such|some|all|both|either|no)"
_SUBJECT = rf"(?:{_DETERMINER}|they|he|she|we|you|I|everybody|everyone|somebody|anybody|(?-i:[A-Z])[\w’'-]+)"

# Words that open the part on which the rest hangs.
_IF = re.compile(
    rf"""\b(?:
      (?:only|solely|just)\s+(?:if|when|after|once|with|upon|by)
    | (?:(?:on|from|at)\s+)?the\s+(?:very\s+|same\s+)?(?:day|hour|evening|minute|moment|morning|night|week)
      (?:\s+(?:(?:on|at|in)\s+which|after|that|when)|(?=\s+(?:the|our|his|her|its|their|an?)\s))
    | (?:within\s+)?(?:an?|one|two|three|ten)\s+(?:hour|day|week|month)s?\s+(?:after|of)
      (?=\s+(?:the|our|his|her|its|their|a)\s)
    | (?:if|when)\s+and\s+(?:only\s+)?(?:when|if)
    | not\s+while | (?P<state>while)
    | (?P<when>whenever | when | the\s+day(?=\s))
    | (?<!as\s)(?<!even\s)(?<!ask\s)(?<!asked\s)(?<!see\s)if
    | provided(?:\s+that)? | providing\s+that | unless | (?:assuming|supposing)(?:\s+that)?
    | (?:on|with|under)\s+(?:(?:the|a|one)\s+)?(?:sole\s+|single\s+|express\s+)?
      (?:(?:condition|understanding|proviso|stipulation|assumption)(?:\s+(?:that|of)|(?=:)))
    | (?:(?:the|on)\s+)?(?:one|only|sole)\s+condition\s+(?:being|was|is)(?:\s+that)?
    | the\s+condition\s+being(?:\s+that)?
    | in\s+(?:the\s+event\s+(?:of|that)|case(?=\s+{_SUBJECT}\s)) | on\s+the\s+(?:basis\s+that|strength\s+of)
    | (?:for\s+)?(?:as|so)\s+long\s+as | once | (?:as|so)\s+soon\s+as | no\s+sooner\s+than
    | in\s+(?:return|exchange)\s+for
    | subject\s+to | (?:conditional|contingent|dependent)\s+(?:up)?on | depend(?:s|ed)?\s+(?:up)?on
    | (?:hing(?:e|es|ed)|hangs?|hung|rests|rested|predicated)\s+(?:up)?on | presuppos(?:e|es|ed|ing)
    | (?:at\s+the\s+same\s+time\s+as|simultaneously\s+with|hand\s+in\s+hand\s+with)
    | to\s+the\s+(?:extent|degree)\s+(?:that|to\s+which)
    | should(?=\s+{_SUBJECT}\s) | were(?=\s+{_SUBJECT}(?:\s+[\w’'-]+){{0,5}}?\s+to\s)
    | (?P<inverted>(?:were|had)(?=\s+{_SUBJECT}\s))
    | not\s+(?:without|until|before|unless|till) | first\s+after | until | till
    | (?P<lack>without | absent(?=\s+{_SUBJECT}\s) | failing(?=\s+{_SUBJECT}\s) | barring | pending)
    | (?P<after>(?<!year\s)(?<!day\s)(?<!week\s)(?<!month\s)(?<!look\s)(?<!named\s)(?<!shortly\s)after)
    | (?P<turned>before | and\s+(?:only\s+)?then | in\s+that\s+case)
    | (?P<price>(?:is|was|are|were|remain(?:s|ed)|would\s+be|will\s+be)\s+(?:{_DETERMINER}\s+)?(?:\w+\s+)?
        (?:(?:price|condition|precondition|prerequisite|key)s?\s+(?:of|for|to))
      | (?:would|will|could|can|might|must|should)?\s*(?:open|clear|pave|smooth)(?:s|ed)?\s+the\s+(?:way|road|path|door)
        \s+(?:to|for|towards?)
      | (?:would|will|could|can|might)\s+unlock)
    )\b:?""",
    re.VERBOSE | re.IGNORECASE,
)
# "First the ships move, and then the drawer opens", "signature first, fish afterwards".
_ORDER = re.compile(
    r"(?:.*[:,]\s+)?[“\"‘']?(?:first,?\s+(?P<a>[^,;]{3,80}),\s+(?:and\s+)?(?:only\s+)?then,?\s+(?P<b>.{3,})"
    r"|let\s+(?!(?:us|me|the\s+record)\b)(?P<e>[^,;]{3,90}?),?\s+and,?\s+"
    r"(?P<f>(?:[^,;]*\s)?(?:will|would|can|could|shall|the\s+same)\b.*)"
    r"|(?P<g>[^,;:]{3,80}?)\s+first,\s+(?:and\s+)?(?:only\s+)?(?:then|afterwards),?\s+(?P<h>.{3,})"
    r"|(?P<c>[^,;:]{3,60})\s+first,\s+(?:and\s+)?(?P<d>[^,;]{3,60}?)\s+(?:afterwards|after|later|next|then|second)\b.*)",
    re.IGNORECASE | re.DOTALL,
)
# "For the ban to go, the books must be opened", "to have it lifted, they have to open the books".
_FOR = re.compile(
    rf"[“\"‘']?(?:for\s+(?P<of>[^,;]{{3,60}}?\s+to\s+[^,;]{{2,60}})"
    rf"|(?:in\s+order\s+)?to\s+(?!{_DETERMINER}\b|(?:be|conclude|begin|start|say|put|sum|tell|speak)\b)(?P<to>[^,;]{{6,90}}))"
    r",\s+(?P<first>[^;]*\b(?:must|has\s+to|have\s+to|needs?\s+to)\b.*)",
    re.IGNORECASE | re.DOTALL,
)
# "He made an audit a condition of peace", "demands it as the price of peace", "the price of having peace is an audit".
_NOUN = r"(?:\w+\s+)?(?:price|condition|pre-?condition|prerequisite)s?\s+(?:of|for)"
_MADE = re.compile(
    rf".*?\b(?:(?:ma(?:d|k)e[sd]?|making|sets?|setting)\s+(?P<a>[^,;]{{3,90}}?)\s+(?:as\s+)?{_DETERMINER}\s+{_NOUN}\s+(?P<b>[^,;]{{3,90}})"
    rf"|(?:demand\w*|wants?|wanted|insist\w*\s+on|nam(?:ed|es))\s+(?P<c>[^,;]{{3,90}}?),?\s+as\s+{_DETERMINER}\s+{_NOUN}\s+(?P<d>[^,;]{{3,90}})"
    rf"|{_DETERMINER}\s+(?:\w+\s+)?(?:price\s+(?:of|for)\s+(?=\w+ing\b)|(?:condition|pre-?condition|prerequisite)s?\s+(?:of|for)\s+)"
    r"(?P<f>[^,;]{3,90}?)\s+(?:is|was|would\s+be|remain(?:s|ed))\s+(?P<e>[^;]{3,}))",
    re.IGNORECASE | re.DOTALL,
)
_NONE = re.compile(
    r"[“\"‘']?no\s+(?!(?:doubt|question|wonder|one|sooner|matter|longer|more)\b)(?P<first>[^,;:]{3,60}),\s+(?:and\s+)?no\s+"
    r"(?!one\b)(?P<then>[^,;]{3,80})",
    re.IGNORECASE,
)
_CONJUNCTION = re.compile(r"\b(?:but|and|or|though|if)$", re.IGNORECASE)
WILL = re.compile(
    r"\b(?:will|would|wo|can|could|may|might|shall|must|should|cannot|ready to|prepared to|willing to)\b|['’]ll\b",
    re.IGNORECASE,
)
_WOULD = re.compile(r"\b(?:would|could|might)\b|['’]d\b", re.IGNORECASE)
_MUST = re.compile(r"\b(?:must|ha(?:s|ve|d) to|needs? to|should)\b", re.IGNORECASE)
_WISHES = re.compile(
    r"\b(?:wants?|wish(?:es)?|hopes?)\b(?!\s+(?:my|our|your|to\s+know))|\b(?:is|are)\s+to\b(?!\s+be\s+(?:believed|trusted))",
    re.IGNORECASE,
)
# Not in the past: "left the talks without signing" tells what was done.
_STAYS_SO = re.compile(
    r"\b(?:no|stays?|remains?|keeps?|continues?|stands?|goes\s+on|(?:will|would|shall)\s+(?:stay|remain|keep|go\s+on|stand))\b",
    re.IGNORECASE,
)
_DEMANDS = re.compile(
    r"\b(?:want|demand|insist|requir|expect|need|call(?:s|ed|ing)? for|ask(?:s|ed|ing)? for|must|ha(?:s|ve|d) to|"
    r"to (?:go|come|leave|be)\b)\w*",
    re.IGNORECASE,
)
_IS = re.compile(r"\b(?:has|have|had|is|are|was|were)\b|['’]ve\b", re.IGNORECASE)
_NEGATED = re.compile(r"\b(?:not?|never|nobody|none|neither|nothing|cannot|nor)\b|n['’]t\b", re.IGNORECASE)
_MODAL = re.compile(
    r"\b(?:can|could|will|would|may|might|shall|return|agree|sign|meet|talk|begin|start)\w*\b", re.IGNORECASE
)
# "Only when the guns are silent will he come": what will be done begins with the verb.
_INVERTED = re.compile(r",?\s+(?=(?:will|would|can|could|shall|may|might|is|are|does|do)\s)", re.IGNORECASE)
_ALONE = re.compile(r"only|solely|just|not\s", re.IGNORECASE)
# "until the end of the month", "before relief or after it": a time, not a step that somebody must take.
_TIME = re.compile(
    r"(?:(?:we|they|I)\s+(?:come|get)\s+to|(?:the\s+)?(?:end|start|beginning|middle|next|coming|following|\d|month|week|year|day|spring|summer|autumn|fall|winter|"
    r"january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|"
    r"thursday|friday|saturday|sunday|then|now|noon|midnight|dawn|further\s+notice|the\s+(?:house|court|panel|committee|vote)))\b",
    re.IGNORECASE,
)
# "without delay" is no condition.
_MANNER = re.compile(
    r"(?:any\s+|further\s+|undue\s+|even\s+|so\s+much\s+as\s+|a\s+(?:word|doubt|vote)\b|prior\s+)*"
    r"(?:delay|doubt|prejudice|notice|warning|question|comment|condition|precondition|interference|hesitation|exception|"
    r"interruption|debate|limit|name|naming|saying|giving|explain|elaborat|specify|going|mention|being|having|knowing|"
    r"telling|it|that|them|him|her|us|me)\w*\b",
    re.IGNORECASE,
)

LONG = 2000
"""Characters; what is longer is no clause, but text without a full stop, and would take long to take apart."""

# "No inspector who arrives without notice" is one thing.
_RELATIVE = re.compile(r"\b(?:who|which|that)\s+(?:[\w’'-]+\s*){1,3}$", re.IGNORECASE)

Parts = tuple[str, str, str]
"""What is asserted, the word that it hangs by, what it hangs on."""


def parted(text: str) -> Parts | None:
    """What a clause asserts and what that hangs on; None if it hangs on nothing.

    The first word that can open an if-part does not always do so ("before the winter, provided that ..."): each is
    tried.
    """
    if len(text) > LONG:
        return None
    text = " ".join(text.split())  # runs of white space would be tried at each of their places
    if order := _ORDER.match(text):
        first = order["a"] or order["c"] or order["e"] or order["g"]
        return order["b"] or order["d"] or order["f"] or order["h"], "first", first
    if (whole := _FOR.match(text)) and not _NEGATED.search(whole["first"]):
        return whole["of"] or whole["to"], "if", whole["first"]
    if made := _MADE.match(text):
        return made["b"] or made["d"] or made["f"], "if", made["a"] or made["c"] or made["e"]
    if both := _NONE.match(text):
        return both["then"], "if", both["first"]
    for found in _IF.finditer(text):
        if parts := _parts(text, found):
            main, requirement = parts
            return main, found.group().casefold().strip(" :"), requirement
    return None


def begins_with_if(text: str) -> bool:
    """Whether a text begins with a word that opens an if-part."""
    return bool(_IF.match(text))


def _parts(text: str, found: re.Match[str]) -> tuple[str, str] | None:
    """What is asserted and what it hangs on, where this word opens an if-part; else None."""
    before, after = _CONJUNCTION.sub("", text[: found.start()].strip(" ,")).strip(" ,"), text[found.end() :].strip(" ,")
    if not before.strip("“\"‘'"):  # the if-part comes first: up to its comma
        requirement, comma, main = after.partition(",")
        main = main.strip()
        if not comma and _ALONE.match(found.group()) and (cut := _INVERTED.search(after)):
            requirement, main = after[: cut.start()], after[cut.end() :]
        if (found["turned"] or _WISHES.search(requirement)) and _MUST.search(main):
            requirement, main = main, requirement  # "if they want the ban lifted, they must ..."
    elif found["price"] or (found["turned"] and not _NEGATED.search(before)):
        # "A has to go before we can B": B hangs on A
        demanded = found["price"] or _DEMANDS.search(before) or before.casefold().startswith("first")
        if not (demanded or _MODAL.search(after)) or _TIME.match(after):
            return None
        requirement, main = before, after
    else:
        requirement, main = after, before
    if found["when"] and not (
        WILL.search(main) or main.startswith("then") or (_MODAL.search(main) and _IS.search(requirement))
    ):
        return None  # a time, not a condition
    if found["after"] and not WILL.search(main):
        return None
    if found["inverted"] and (before or not _WOULD.search(main)):
        return None  # a question, or a tense
    if found["state"] and not _NEGATED.search(main):
        return None
    if found["lack"] and not ((_NEGATED.search(main) and WILL.search(main)) or _STAYS_SO.search(main)):
        return None
    if found["lack"] and (_MANNER.match(requirement) or _RELATIVE.search(before)):
        return None
    if len(main.split()) < 1 + (not found["price"]) or len(requirement.split()) < 2 or _TIME.match(requirement):
        return None
    return main, requirement
