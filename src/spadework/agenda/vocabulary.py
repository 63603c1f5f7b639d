"""Words by which a party is told from other names: what states have, what organisations are called, who speaks."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# What states (and what speaks for them) have: "Russia's foreign ministry", "the Kenyan delegation".
STATE_NOUNS = _words(
    """government ministry minister ministers president presidents premier chancellor king queen emir sultan crown
    parliament cabinet army military troops forces soldiers navy air-force delegation delegates delegate embassy
    ambassador ambassadors officials official negotiators negotiator spokesman spokeswoman spokesperson
    authorities envoy side republic leadership leader leaders command diplomats diplomat senate assembly
    treasury capital state regime administration nations countries governments generals constitution
    foreign-minister coastguard police prime-minister secretary"""
)
# What only states have: enough to make an unknown name a state's.
STATE_ONLY = _words(
    """government ministry minister president premier chancellor king queen emir parliament army troops forces
    soldiers navy embassy ambassador constitution capital coastguard delegation presidency cabinet senate"""
)
# Enough after a possessive only: "the Aune border" may be named after a river.
STATE_OWNED = STATE_ONLY | _words("border territory coast gunners artillery airspace waters exports militia")
BEFORE_OF = _words(
    """government president premier king queen emir sultan chancellor parliament assembly army republic kingdom
    ministry embassy ambassador delegation delegations minister ministers deputies senate authorities
    governments leaders presidents delegates capital chancellor"""
)
PORTFOLIOS = _words(
    """Finance Interior Defence Defense Foreign Affairs Health Justice Agriculture Trade Transport Transportation
    Labour Labor Energy State Education Environment Economy Industry Commerce Culture Tourism Fisheries Housing
    Water Security Home Information Communications Public Works Parliament Congress Science Sport Sports Youth
    Ministers Representatives Deputies Lords Commons Police Staff Directors Governors Immigration Spokesperson
    Spokesman Prime National Deputy Vice Special Assembly Parliament Cabinet Senate Internal External"""
)

# The last word of an organisation's name (or its first, before "of").
ORGANISATION_HEADS = _words(
    """Union Association Federation Confederation Party Front Movement Company Corp Corporation Inc Ltd Rail
    Railway Railways Airlines Airways Lines Steel Motors Mining Mines Energy Group Holdings Authority Council
    Bank Army Commission League Compact Pact Community Office Agency Committee Secretariat Forum Alliance
    Coalition Brotherhood Guild Workers Brigade Brigades Congress Organization Organisation Conference Board
    Emirate Syndicate Partnership Cooperative Consortium Trust Network Militia Resistance Initiative Bloc"""
)
OF_HEADS = _words(
    """Federation Confederation League Council Committee Association Office Group Union Movement Front Party Army
    Organization Organisation Alliance Conference Congress Community Coalition Forum Brotherhood Guild Authority
    Workers Board"""
)
STATE_HEADS = _words("Government Republic Kingdom State Emirate Principality Sultanate Commonwealth Duchy")
# With a state's adjective before, a piece of that state: "Russian Security Council".
STATE_ORGANS = _words("Agency Authority Board Office Bank Council Commission Army Committee")
# Organisations that watch rather than bargain, unless the text says more.
WATCHERS = _words("Commission Agency Secretariat Committee Bank Office Conference Forum Board")
MEDIATING_NAMES = _words("Mediation Conciliation Arbitration Envoy Mediator Mediators")
# A name with one of these is a newspaper's, a university's or a court's.
BYSTANDERS = _words(
    """News Press Times Post Courier Wire Radio Television TV Herald Gazette Tribune Mail Chronicle Journal Reuters
    University Institute College School Chamber Court Museum Hospital Hotel Church Club Street Road Airport
    Prize Stadium Statistics Weather Observatory Review Bulletin Broadcasting Channel Mercury Star Sun
    Observer Standard Telegraph Academy Guardian Commerce Center Centre Foundation Fund"""
)

REPORTING = _words(
    """said says say told tells announced announces added adds insisted insists demanded demands rejected rejects
    refused refuses accepted accepts proposed proposes offered offers denied denies accused accuses warned warns
    threatened threatens promised promises pledged pledges agreed agrees declared declares stated states called
    calls urged urges asked asks argued argues claimed claims confirmed confirms welcomed welcomes condemned
    condemns criticised criticized suggested suggests maintained maintains reaffirmed reaffirms reiterated
    declined declines signalled signaled indicated replied responded responds wants wanted seeks sought opposes
    opposed supports backed backs ruled rules vowed vows objected objects regretted regrets acknowledged
    acknowledges admitted admits expects expected hopes hoped considers undertakes undertook approves approved
    withdrew suspended imposed imposes launched withdraws holds sent sends signed requested requests played
    dismissed dismisses noted notes believes reacted reacts stressed stresses emphasised emphasized disputed
    disputes contends conceded concedes hinted mediated brokered hosts hosted invited repeated repeats presses
    pressed answered struck fired attacked shelled dropped drops halted released releases stands recognises
    recognizes sees notified thanks wished asserts asserted"""
)
MODALS = _words(
    """will would could may might must can cannot shall should has had have is was are were does did never not
    no-longer also"""
)
PREPOSITIONS = _words(
    """in to with from for against between on by at near into over through toward towards via inside outside under
    about behind across than among after before since until off"""
)
MEETING = _words(
    """talks agreement deal treaty accord truce negotiations negotiation dialogue dispute war ceasefire conflict
    summit"""
)

MEDIATES = _words(
    """mediates mediated mediating mediate mediator mediators mediation brokered brokering broker brokers
    facilitating facilitated facilitates facilitator facilitators conciliator conciliators conciliation
    intermediary intermediaries go-between"""
)
HOSTS = _words("hosts hosted hosting host convened convenes convene chairs chaired chairing")
SESSIONS = MEETING | _words("sessions session round rounds meeting meetings")
AUSPICES = _words("auspices chairmanship mediation facilitation roof invitation help")

TITLES = _words(
    """Mr Mrs Ms Dr President Minister Premier Chancellor Secretary General Colonel Major Captain Admiral Senator
    Governor Ambassador Judge Prince Princess King Queen Emir Sultan Sheikh Professor Chairman Chairwoman
    Director Commander Envoy Mayor Bishop Archbishop Rabbi Imam Sir Lady Lord Representative Spokesman
    Spokeswoman Executive Chief Commissioner Marshal Brigadier Lieutenant Vice-President MR MRS MS DR PRESIDENT
    MINISTER"""
)
SENTENCE_OPENERS = _words(
    """The A An In On At But And For If When While After Before As Since Although Though Yet So Still Now Then It
    Its He She They We I You His Her Their Our My This That These Those There Here What Which Who Why How Where
    Asked Both Each Every No Not Nor Neither Either Some Many Most All Any One Two Three Under Over With Without
    From To Of By About Even Only Also Earlier Later Meanwhile However Speaking According Last Next Pressed
    Questioned Because Once Until Unless Despite During Between Among Against Whether Such Another Other Others
    Nobody Nothing Officials Madam Good Yes Thank Thanks Let Is Are Was Were Do Does Did Has Have Had Will Would
    Could Can May Must Should Q Hours Days Weeks Talks Troops Diplomats Analysts Experts Critics Negotiators
    Members Prices Nor Like Just"""
)
CALENDAR = _words(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Spring Summer Autumn
    Winter Christmas Easter Ramadan Eid"""
)
FUNCTION_WORDS = _words("and or of that who which whose the a an as if it its but then")
DEMONYM_ENDINGS = _words("n an ian ean i ese nese ish er ers ans ians eans is ic ene ite ites ar lander")
