"""Promises: who undertook to do what, by when, and whether anything tells that it was done.

A commitment is a commissive speech act (Searle 1976): the speaker binds himself, or a party is told to have bound
itself, to a course of action. Five forms are taken: a promise so called ("undertook to", "gave an assurance that",
"Arland's pledge to"); an agreement to do something by a day ("agreed to name a judge by the 12th"); a plain "will" with
its last day ("will be reopened by Friday"); something to be handed over or told on a day ("you will have it on
Friday"); and a standing promise to keep or to stop something ("no boat will be seized while we talk"). Refusals are
not promises: "will not leave until ..." is a condition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from spadework.coding.clauses import Clause, clauses
from spadework.coding.fulfilment import Reports, judged
from spadework.coding.holders import Holder, by_id, holders, mentioned, names
from spadework.coding.likeness import tokens
from spadework.deadlines import deadline
from spadework.model import Agenda, Basis, Commitment, Document, Span, Statement, row_id

_PROMISE = re.compile(
    r"""\b(?: undert(?:ook|akes?|aken) | promis(?:e[sd]?|ing) | pledg(?:e[sd]?|ing) | vow(?:s|ed|ing)?
    | swor[en] | swears?
    | guarantee(?:s|d|ing)? | assur(?:e[sd]?|ing)
    | g[ai]v(?:e|en|es|ing)\s(?:[\w’'-]+\s){0,3}?
      (?:assurances?|guarantees?|pledges?|undertakings?|commitments?|word|promises?)
    | (?:commit(?:s|ted|ting)?|bound|bind(?:s|ing)?|oblige[sd]?)\s(?:itself|himself|herself|themselves|ourselves|myself)
    | ma(?:de|kes?)\sa\s(?:commitment|promise|pledge)
    | (?:an?|the|his|her|its|their|my|our)\s(?:\w+\s)?(?:assurance|guarantee|pledge|undertaking|promise)
      \s(?:(?:by|of|from)\s(?:\w+\s){1,4}?)?that )\b""",
    re.VERBOSE | re.IGNORECASE,
)
# Of a cue the noun alone says it: "an assurance by his minister".
_PROMISED = re.compile(
    rf"{_PROMISE.pattern} | \b(?:assurance|guarantee|pledge|undertaking|promise)s?\b", _PROMISE.flags
)
# With a day these bind too; without one "agreed to" tells where somebody stands.
_AGREED = re.compile(
    r"\b(?:agree[sd]?|consent(?:s|ed)?|commit(?:s|ted)?|accept(?:s|ed)?|resolve[sd]?|engage[sd]?)\b",
    re.IGNORECASE,
)
# So does what is left alone, or kept as it is, from now on.
_LEAVES = re.compile(
    r"""\b(?:shall|will|would|should|must|to)\s(?:\w+ly\s)?(?:
      be\s(?:suspended|halted|stopped|frozen|kept|left|held|maintained|observed|respected|paused|discontinued)
      | (?:remain|stay)\s(?:where|as|in|at|on|off|out|away|open|closed|shut|silent|put|under|within|until|for|\w+ed
          |\w*\d)
      | keep | refrain | abstain | suspend | halt | stop | cease | freeze | pause | discontinue
      | leave\s\w+\s(?:as|where|alone) | hold\s(?:\w+\s)?fire | observe | respect )\b
    | \b(?:no|not|nothing|nobody|neither|none)\b[^.;]{0,80}\b(?:shall|will|would|is\sto|are\sto)\b
      (?!\sbe\s(?!\w+(?:ed|en|t|n|d|ut)\b))
    | \b(?:shall|will|would|to)\s(?:not|never|neither)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_ACCEPTED = re.compile(r"\baccept", re.IGNORECASE)  # that something is so, more often than to do it
_TO = re.compile(r"\bto\s")
_TO_DO = re.compile(r"(?:itself\s|themselves\s)?(?:to\s|(?=\w+ing\b))")
_PLEDGE = r"(?:undertaking|commitment|promise|pledge|assurance|guarantee)s?"
# What somebody is asked to promise nobody has promised yet.
_SOUGHT = re.compile(
    r"\b(?:want|ask|urge|demand|request|call|expect|requir|press|insist|seek|sought|hope|invit|should|must|need|ought"
    r"|wait|depend)\w*\b",
    re.IGNORECASE,
)
_DEMANDING = re.compile(
    r"\b(?:want|ask|urg|demand|request|call(?:s|ed)? (?:on|for|upon)|invit|appeal)\w*", re.IGNORECASE
)
_NOT = re.compile(
    r"\b(?:not?(?! later)|never|nothing|nobody|neither|nor|without|declin\w+|refus\w+|deni\w+|deny|merely|only|if"
    r"|whether)\b|n['’]t\b|\?",
    re.IGNORECASE,
)
_WILL = re.compile(r"\b(?:will|shall|would)\b|['’]ll\b|\b(?:is|are|was|were) (?:going )?to\b", re.IGNORECASE)
_BOUND = re.compile(
    r"\b(?:by|before|within|inside|no later than|not later than|on or before|ahead of|at the (?:very )?latest"
    r"|at the end of|in the (?:next|coming) \w+ \w+|in the (?:first|second|third|fourth|last|final) \w+ of"
    r"|from (?:now|today)|in time for)\b",
    re.IGNORECASE,
)
# "Nobody will print one before May" has no last day, nor what begins on a day.
_BEGINS = re.compile(r"(?:with effect from|as (?:of|from)|starting|from)\s", re.IGNORECASE)
_NOBODY = re.compile(r"(?:that\s)?(?:no|not|nobody|nothing|none|neither|no-one)\b", re.IGNORECASE)
_NOTHING = re.compile(
    r"\s(?:nothing|nobody|no)\b", re.IGNORECASE
)  # "promised nothing", but "promised that nothing ..."
# What happens by itself or is merely planned is no promise: meetings, journeys, forecasts.
_MERE_PLAN = re.compile(
    r"(?:\s|,|\b(?:also|then|now|still|soon|again|already|be|been|have|\w+ly)\b)*\b"
    r"(?:meet|met|travel|visit|speak|talk|resume|convene|hold|held|begin|start|end|expire|lapse|run out|ready|known"
    r"|come|reach (?:an?|\d)|rise|fall|cost|save|see|lose|like|want|prefer|rather|be \w+ing|have to|had to|need"
    r"|able|due|expected|likely|possible|left|too|over|in place)\b",
    re.IGNORECASE,
)
# What nobody has in hand is no promise, whatever the day, and what somebody would have done has not been done.
_HAPPENS = re.compile(
    r"\b(?:will|would|shall)\s(?:\w+ly\s|soon\s|also\s)?(?:collapse|hit|freeze|snow|rain|starve|die|regret|spread"
    r"|believe|forget|know|remember|drag|be dead|run short|keep \w+ing|continue to (?:rise|fall|grow|spread))\b"
    r"|\bwould have \w+(?:ed|en|id|ne|t)\b|\bno (?:rain|snow|wind|shortage|sign|doubt)\b",
    re.IGNORECASE,
)
# On a mere day: what is handed over, told or opened, by whom it is in the hands of.
_GIVES = re.compile(
    r"\s*(?:also\s|then\s|\w+ly\s)?(?:deliver|hand|give|bring|send|publish|table|submit|lay|present|release|return|open"
    r"|reopen|pay|provide|transmit|forward|file|answer|reply|circulate|supply|name|appoint|lift|withdraw|announce|show|have)\b"
    r"|(?:ll)?\shave\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"(?:\b(?:I|we|you|he|she|they))[\s’']*$", re.IGNORECASE)
_STANDING = re.compile(
    r"""\b(?: (?:will|shall|would)\s(?:never|not|no\slonger)\s | won['’]t\s
    | (?:\bno|not\s(?:one|an?|a\ssingle)|nothing|nobody|no-?one|none|neither)\s(?:\S+\s){0,7}?
      (?:(?:will|shall|would|is\sto|are\sto)\b)
    | there\s(?:will|shall|would)\sbe\sno\s
    | (?:will|shall|would)\s(?:continue\sto|go\son|keep|refrain|abstain|hold\s(?:their|its)
      |respect|observe|abide|suspend|halt|stop|cease) )""",
    re.VERBOSE | re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:until|before|unless)\b")
_STANCE = re.compile(
    r"\b(?:exclude|rule\s\w+|accept|reject|refuse|object|agree|support|oppose|comment|say|negotiate|settle)\b"
)
_WHILE = re.compile(
    r"\b(?:while|(?:as|so) long as|for as long|during|pending|for the duration"
    r"|from (?:the first|today|now|midnight|tomorrow|\w+day|\d)"
    r"|for (?:\w+ )?(?:\w+ )(?:days|weeks|months)|throughout|of any kind|in the meantime|meanwhile"
    r"|(?:the whole|all) (?:week|month|spring|summer|autumn|winter|season|year))\b",
    re.IGNORECASE,
)
# For so long nothing is done; what is done within that time has a day.
_THIS_TIME = re.compile(r"\bthis (?:week|month|spring|summer|autumn|winter|season|year)\b", re.IGNORECASE)
_ON_A_DAY = re.compile(
    r"\bon (?:\w+day|\d|the|[A-Z][a-z]+ \d)|\b(?:tomorrow|today|tonight|(?:this|next|coming) (?:week|month|\w+day))\b"
)
_AUXILIARY = re.compile(r"(?:\s(?:has|have|had|also|already|then|since|now|is|was|\w+ly))+\s*$")
_SUBJECT = 200  # characters before a verb in which its subject is looked for
_OWN = re.compile(r"\b(?:we|our|I|my|us|his|her|their|its)\b", re.IGNORECASE)
# "Pledged in June to pay by 30 September", told in October: the day has gone by.
_TOLD = re.compile(
    r"\b(?:promised|pledged|vowed|undertook|undertaken|guaranteed|assured|agreed|consented|committed|gave|given)\b"
)
_FAR = 270  # days
# "What assurance can she give?" asks; it gives none.
_ASKED = re.compile(r"\?\s*[\"”’']?\s*$")


@dataclass(frozen=True, slots=True)
class _Found:
    """A promise before it is known whose it is.

    `words` is where to look for the one who promises; `subject` are the parties that are said to act, where told.
    """

    statement: Statement
    action: Span
    words: str
    confidence: float
    subject: tuple[str, ...] = ()


def commitments(
    statements: Sequence[Statement], documents: Mapping[str, Document], agenda: Agenda, as_of: date | None
) -> list[Commitment]:
    """The promises in the statements, each once, in the order of the statements.

    Args:
        documents: by id.
        as_of: the day by which promises are judged; None judges nothing.
    """
    hosts = by_id(statements)
    nested: dict[str, list[Span]] = {}
    for s in statements:
        nested.setdefault(s.within or "", []).extend(s.content)
    rows: list[Commitment] = []
    for statement in statements:
        document = documents[statement.document]
        for found in _promises(statement, document, agenda, nested.get(statement.id, ())):
            for holder in _holders(found, agenda, hosts):
                _keep(rows, _row(found, holder, agenda))
    reports = Reports(documents, agenda)
    return [judged(row, reports, as_of) for row in rows]


def _holders(found: _Found, agenda: Agenda, hosts: Mapping[str, Statement]) -> Iterator[Holder]:
    """Who promises: the parties that are said to act, by the speaker's account unless he speaks for them."""
    statement = found.statement
    if not found.subject or statement.party in found.subject:
        yield from holders(statement, found.words, agenda, hosts)
        return
    joint = statement.party is None and len(mentioned(agenda, statement.speaker)) != 1
    for party in found.subject:
        yield Holder(party, None, Basis.OWN if joint else Basis.ASCRIBED, None if joint else statement.party)


def _keep(rows: list[Commitment], row: Commitment) -> None:
    """Add the row unless it is told already; a party's own word takes the place of another's account of it."""
    for n, other in enumerate(rows):
        if _same(row, other):
            own = other.basis is Basis.ASCRIBED and row.basis is Basis.OWN and row.evidence == other.evidence
            if own or (row.deadline and not other.deadline and row.basis is other.basis):
                rows[n] = row  # what names the day tells more
            return
    rows.append(row)


def _promises(statement: Statement, document: Document, agenda: Agenda, nested: Sequence[Span]) -> Iterator[_Found]:
    """The promises that a statement makes or tells of; those in a statement that it reports are that one's."""
    cue = statement.cue.quote if statement.cue else ""
    if _PROMISED.search(cue) or (
        _AGREED.search(cue)
        and (
            _by_a_day(statement, statement.text, _TO_DO.match(statement.text))
            or (_LEAVES.search(statement.text) and not _ACCEPTED.search(cue))
        )
    ):
        if not _NOT.search(cue) and statement.content:
            yield _Found(statement, _main(statement), "", 0.9)
        return
    for clause in () if _DEMANDING.search(cue) else clauses(statement, document):
        if any(clause.span.shared(n) for n in nested):
            continue
        if _ASKED.search(clause.text) or clause.hinge in ("if", "unless", "only if", "provided", "provided that"):
            continue
        promise = _PROMISE.search(clause.main)
        if promise:
            said, rest = clause.main[: promise.end()], clause.main[promise.end() :]
            sought = _SOUGHT.search(clause.main, 0, promise.start())
            if not (sought or _NOT.search(said) or _NOTHING.match(rest)) and rest.strip(" ."):
                yield _Found(statement, clause.span, clause.text, 0.7, _leading(clause.main[: promise.start()], agenda))
        elif pledged := _pledged(statement, clause, agenda):
            yield pledged
        elif _WILL.search(clause.main) or _STANDING.search(clause.main):
            yield from _plain(statement, clause, agenda)


def _main(statement: Statement) -> Span:
    """What is promised: where the cue breaks it ("Until May, it promised, no ...") the piece with the verb, or most."""
    verbs = (piece for piece in statement.content if _WILL.search(piece.quote))
    return next(verbs, None) or max(statement.content, key=lambda piece: piece.end - piece.start)


def _pledged(statement: Statement, clause: Clause, agenda: Agenda) -> _Found | None:
    """What another party is told to have agreed or pledged to do by a day ("Arland's pledge to pay by Friday")."""
    text = clause.main
    if _NOT.search(text) or not _by_a_day(statement, text, _TO.search(text)):
        return None
    for party, name in names(agenda).items():
        noun = re.search(
            rf"(?:{name.pattern})['’]s?\s(?:\w+\s){{0,2}}?{_PLEDGE}"
            rf"|{_PLEDGE}\s(?:of|by|from)\s(?:the\s)?(?:\w+\s){{0,3}}?{name.pattern}",
            text,
        )
        if noun and not _SOUGHT.search(text, 0, noun.start()):
            return _Found(statement, clause.span, text, 0.6, (party,))
    agreed = _AGREED.search(text)
    bound = agreed and re.match(r"\s(?:itself\s|himself\s|herself\s)?to\s", text[agreed.end() :])
    if not (agreed and bound) or _SOUGHT.search(text, 0, agreed.start()) or _WILL.search(text, 0, agreed.start()):
        return None
    return _Found(statement, clause.span, text, 0.6, _leading(text[: agreed.start()], agenda))


def _by_a_day(statement: Statement, text: str, verb: re.Match[str] | None) -> bool:
    """Whether the words name something to be done by a day, and no mere meeting. `verb` ends where its verb begins."""
    return bool(
        verb and not _MERE_PLAN.match(text, verb.end()) and _BOUND.search(text) and deadline(text, _base(statement))
    )


def _plain(statement: Statement, clause: Clause, agenda: Agenda) -> Iterator[_Found]:
    """A "will" with its last day, or a promise to keep or to stop something."""
    text, will, standing = clause.text, _WILL.search(clause.text), _STANDING.search(clause.text)
    if _HAPPENS.search(text):
        return
    if standing:
        rest = text[standing.end() :]
        lasts = _WHILE.search(text) or _THIS_TIME.search(text)
        promised = bool(lasts and not _STANCE.search(rest) and not _UNTIL.search(rest))
    else:
        promised = bool(
            will
            and (_BOUND.search(text) or (_PERSON.search(text[: will.start()]) and _GIVES.match(text, will.end())))
            and not _NOT.search(text)
            and not _MERE_PLAN.match(text, will.end())
            and deadline(text, _base(statement))
        )
    if promised:
        subject = _leading(text[: will.start()], agenda) if will else ()
        yield _Found(statement, clause.span, text, 0.6, subject)


def _leading(subject: str, agenda: Agenda) -> tuple[str, ...]:
    """The parties that the words before a verb end on: they are to act, whoever says so."""
    subject = _AUXILIARY.sub("", subject[-_SUBJECT:])
    found = mentioned(agenda, subject)
    ends = any(re.search(rf"(?:{names(agenda)[p].pattern})(?:['’]s? \w+)?,?\s*$", subject) for p in found)
    return tuple(found) if ends and not _OWN.search(subject) else ()


def _base(statement: Statement) -> date | None:
    return statement.said_on.last if statement.said_on else statement.reported_on


def _deadline(action: str, statement: Statement) -> date | None:
    """The last day for the action. A promise to keep or to stop something begins on a day and has none."""
    lasting = (
        _STANDING.search(action)
        or _WHILE.search(action)
        or _LEAVES.search(action)
        or re.match(r"to (?:hold|keep|refrain|suspend|halt|stop|cease)\b", action)
    )
    bound = _BOUND.search(action)
    before = bound is not None and bound.group().casefold() == "before"
    if lasting and bound and (_BEGINS.match(action) or (_NOBODY.match(action) and before)):
        return None
    if not bound and (lasting or not _ON_A_DAY.search(action) or _MERE_PLAN.match(action.removeprefix("to "))):
        return None
    base, day = _base(statement), deadline(action, _base(statement))
    told = f"{statement.cue.quote if statement.cue else ''} {action}"
    if day and base and (day - base).days > _FAR and _TOLD.search(told) and not re.search(r"\b20\d\d\b", action):
        day = day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)
    return day


def _row(found: _Found, holder: Holder, agenda: Agenda) -> Commitment:
    statement, action = found.statement, found.action.quote
    return Commitment(
        id=row_id("m", found.action.document, found.action.start, holder.party, holder.basis),
        party=holder.party,
        actor=holder.actor,
        action=action,
        evidence=found.action,
        made_on=statement.day,
        deadline=_deadline(action, statement),
        beneficiary=_beneficiary(statement, action, holder.party, agenda),
        basis=holder.basis,
        by=holder.by,
        statement=statement.id,
        confidence=found.confidence if holder.basis is Basis.OWN else found.confidence - 0.1,
    )


def _beneficiary(statement: Statement, action: str, promiser: str, agenda: Agenda) -> str | None:
    """The party that the promise was made or something is to be given to."""
    cue = statement.cue.quote if statement.cue else ""
    for party, pattern in names(agenda).items():
        if party != promiser and (
            re.search(rf"\b(?:to|for|assured|promised|give|send|hand|grant|pay|with)\s+(?:{pattern.pattern})", action)
            or pattern.search(cue)
        ):
            return party
    return None


def _same(a: Commitment, b: Commitment) -> bool:
    """Whether two promises are one told twice."""
    if a.party != b.party or (a.deadline and b.deadline and a.deadline != b.deadline):
        return False
    mine, theirs = set(tokens(a.action)), set(tokens(b.action))
    smaller = min(len(mine), len(theirs))
    return bool(smaller) and len(mine & theirs) / smaller >= 0.6
