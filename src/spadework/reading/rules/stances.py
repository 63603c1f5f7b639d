"""Positions told with an adjective or a noun: "is opposed to", "remains adamant that", "gave an assurance that".

Both lists are multiplied out into entries of the table of cues, so that a word needs to be listed once.
"""

from __future__ import annotations

from functools import cache

_COPULAS = ("be", "remain", "stay", "seem", "appear", "sound", "feel")
# Adjectives and participles: "t" takes a clause with "that", "i" an infinitive, the rest are prepositions.
_ADJECTIVES = """
adamant t about on in; certain t of about; sure t of about; confident t of about in; convinced t of by; persuaded t
of by; hopeful t of about for; optimistic t about on; pessimistic t about on; upbeat t about on; bullish t about on;
aware t of; clear t about on; unclear about on; unconvinced t by of about; doubtful t about of; dubious about of;
sceptical t of about; skeptical t of about; suspicious t of about; fearful t of; afraid i t of; worried t about by
over; concerned t about by at over with; anxious i t about; nervous t about of; disappointed t by with at in about;
dismayed t at by; angry t at about over with; angered by; annoyed t by at; furious t at about over with; upset t by
about at; surprised t by at; shocked t by at; alarmed t by at; outraged by at t; appalled by at t; dissatisfied
with; unsatisfied with; satisfied t with by; glad i t of about; pleased i t with by about at; happy i t with about;
unhappy t with about at over; delighted i t with by at; relieved t by at i; proud t of i; sorry t for about i;
mindful t of; insistent t on about; unanimous t in on about; emphatic t about on; explicit t about on; categorical t
about on in; firm t on about in; resolute in on; unyielding on; unbending on; inflexible on about; flexible on
about; intransigent on; uncompromising on about; agreed t on about; united t in on behind against over; opposed to;
against -; averse to; open to i; amenable to; receptive to; sympathetic to towards toward; hostile to towards
toward; resistant to; committed i to; wedded to; attached to; lukewarm about on towards toward to; cool to towards
toward on about; cold to towards toward on; warm to towards toward; wary of about; leery of about; critical of
about; dismissive of about; contemptuous of; supportive of; tired of; weary of; appreciative of; grateful t for to;
thankful t for to; content i with t; comfortable with about; uncomfortable with about; uneasy t about with at over;
enthusiastic about over; intent on; bent on; vague about on; evasive about on; noncommittal on about; non-committal
on about; silent on about; coy about on; cagey about on; cautious about on in; guarded about on in; tight-lipped
about on; ambivalent about on towards; ambiguous about on; undecided on about over; unmoved by; unimpressed by with;
undeterred by; unfazed by; neutral on about; indifferent to; divided on over about; split on over about; torn over
about; ready i for with; willing i; unwilling i; prepared i for; unprepared i; reluctant i; loath i; loth i;
hesitant i about; determined i t; resolved i t; keen i on for t; eager i for; inclined i; disinclined i; disposed i;
minded i; impatient i with for; ashamed of t; honoured i t by; honored i t by; interested i in; uninterested in;
dissatisfied with; dependent on; conditional on; contingent on
"""
_PHRASES = """
in favour of; in favor of; in agreement with on over t; at odds over with on; at one with on; in two minds about
over; in no doubt t about; under the impression t; under no illusion t about; under no illusions t about; of the
view t; of the opinion t; of the belief t; in no hurry i; in no mood i for; in no position i; in a position i; not
in a position i; at pains i; dead set against; set against on; up in arms over about; all for; no fan of; a
supporter of; an opponent of; on board with; on record as; out of the question for; ready and willing i; happy
enough i; far from happy with about; far from convinced t by; adamantly opposed to; firmly opposed to; in full
agreement with on; in principle in favour of; not averse to; not opposed to; free i; bound i; entitled i; under no
obligation i; within its rights i; in contact with on; still waiting for
"""
# Nouns of saying and of stance, and the verbs that carry them ("issued a ~ warning that").
_CARRIERS = """
express voice convey signal give make issue offer reiterate repeat restate renew reaffirm confirm announce declare
state indicate show register lodge raise have hold share harbour harbor retain maintain stress underline underscore
emphasize emphasise send deliver extend take see find lay set receive reach air vent utter sound drop defend advance
cite record note acknowledge lose put form affirm add present attach stick cling stand remain
"""
_NOUNS = """
hope t i of for; hopes t of for; confidence t in; concern t about over at for with; concerns t about over at; fear t
of; fears t of about; regret t at for over; doubt t about over; doubts t about over as; reservations about over on;
objection to t; objections to t; opposition to; support for of; backing for of; readiness i for; willingness i;
unwillingness i; reluctance i; refusal i; interest in i; desire i for t; wish i t for; intention i of t; intent i;
determination i t; resolve i t; commitment i to t; conviction t; belief t in; view t on of; opinion t on about of;
preference for t i; satisfaction t at with over; dissatisfaction with at over; disappointment t at with over in;
dismay t at over; anger t at over about; outrage at over; alarm t at over about; surprise t at; appreciation for of
t to; gratitude for to t; condolences to; sympathy for with to; solidarity with; approval for of to; disapproval of
at; agreement t to with on i; disagreement with on over t; consent to; scepticism t about over of; skepticism t
about over of; unease t about at over with; frustration t at with over; optimism t about over; pessimism about t;
misgivings about over; apology for to; apologies for to; assurance t of on about; assurances t of on about;
guarantee t of i; guarantees t of; pledge t i of on; promise t i of on about; promises t i of on about; undertaking
t i on; undertakings t i on; vow t i; warning t of about against; threat t i of; demand t for i; demands t for;
request t for i; appeal for i t; plea for i t; proposal t for i on; suggestion t i; claim t to; allegation t of;
allegations t of; accusation t of; accusations t of; complaint t about of against; complaints t about of against;
denial t of; statement t on about; announcement t on about of; declaration t of on; comment on about t; comments on
about; case for against t; condition t for; precondition t for; impression t; position t on; stance t on; line t on;
reason i for t; need i for; merit in; sense in; point in of; plans i for; plan i for; illusions about t; word t;
notice t; indication t of; indications t of; hint t of; hints t of; signal t; signals t; message t; clue t; mention
of t; call for i; calls for i; decision i t on; recommendation t i; conclusion t; argument t for against;
explanation for of t; right i; criticism of; praise for of; thanks for to; possibility t of; prospect t of; question
t of; questions about over; faith in; trust in; openness to; answer to on
"""


_TAKES = frozenset("t i - of about on in by at over with to for against behind from towards toward as".split())


@cache
def stance_table() -> str:
    """The adjectives' entries in the format of `cue_table.TABLE`."""
    out: dict[str, list[str]] = {"h": [], "i": [], "im": [], "n": [], "nm": []}
    for entry in (*_ADJECTIVES.split(";"), *_PHRASES.split(";")):
        words = entry.split()
        at = _head(words)
        for copula in _COPULAS:
            head = f"{copula} {' '.join(words[:at])}"
            for take in words[at:]:
                modal = "m" * (copula == "be" and words[0] in _SUPPOSED)
                label = {"t": "h", "i": "i" + modal}.get(take, "n" + modal)
                out[label].append(head if take in "ti-" else f"{head} {take}")
    return " ".join(f"{label}: {', '.join(found)}," for label, found in out.items() if found)


# "would be open to" is a stand of today.
_SUPPOSED = frozenset(
    "ready willing prepared unwilling reluctant open content happy glad opposed against unable".split()
)


def _head(words: list[str]) -> int:
    """Where the head's own words end and what it takes begins: "in agreement | with on t"."""
    at = len(words)
    while at > 1 and words[at - 1] in _TAKES:
        at -= 1
    return at


@cache
def carriers() -> frozenset[str]:
    """Verbs that carry a noun of saying or stance."""
    return frozenset(_CARRIERS.split())


@cache
def carried() -> dict[str, frozenset[str]]:
    """What each noun of saying or stance takes: "t" a clause with "that", "i" an infinitive, else prepositions."""
    return {words[0]: frozenset(words[1:]) for entry in _NOUNS.split(";") if (words := entry.split())}
