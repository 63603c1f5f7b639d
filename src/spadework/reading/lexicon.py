"""Word lists by which mentions are told apart: titles, roles, institutions, outsiders, first names."""

from __future__ import annotations

import re


def word_set(text: str) -> frozenset[str]:
    """The words of a list written as one string."""
    return frozenset(text.split())


MALE_TITLES = word_set("mr sir lord father fr king prince imam rabbi sheikh brother")
FEMALE_TITLES = word_set("ms mrs miss mme madame dame lady queen princess sister mother")
TITLES = (
    MALE_TITLES
    | FEMALE_TITLES
    | word_set(
        """dr prof professor rev reverend gen lt col colonel commander cmdr capt captain adm admiral maj major brig
    brigadier sgt sergeant judge justice pope cardinal bishop archbishop sen senator rep congressman
    congresswoman gov amb hon honourable honorable excellency pres mx marshal lieutenant field madam emir sultan
    crown cllr h.e"""
    )
)

# Nouns for what a person is. The head of an office, or of an apposition.
ROLES = word_set(
    """minister president premier chancellor secretary counterpart spokesman spokeswoman spokesperson chief head leader
    director envoy ambassador negotiator chairman chairwoman chairperson chair commissioner coordinator general
    colonel commander governor mayor senator deputy adviser advisor official diplomat professor analyst lecturer
    lawyer member speaker representative counsel organiser organizer manager executive founder economist
    historian priest king queen emir undersecretary under-secretary counsellor attaché judge delegate lawmaker
    legislator mp aide officer mediator facilitator consul prosecutor treasurer registrar superintendent
    inspector captain admiral engineer convener convenor steward rapporteur arbitrator moderator presenter
    partner owner principal rector dean scholar researcher expert consultant activist author columnist
    geographer sociologist lobbyist ceo cfo co-chair vice-president vice-chair vice-chancellor councillor
    councilor elder monarch pm premier-designate co-leader whip backbencher chieftain solicitor barrister
    attorney skipper coach trustee administrator comptroller ombudsman warden provost shareholder boss
    conciliator plenipotentiary chargé regent sovereign intendant headman colleague arbiter referee intermediary
    broker agent delegate-general secretary-general
    director-general attorney-general auditor auditor-general actuary archivist curator conservator chamberlain courtier
    geologist hydrologist physicist biologist chemist meteorologist statistician physician
    marshal brigadier commodore lieutenant sergeant archbishop bishop cardinal patriarch imam rabbi pastor sultan
    predecessor successor assistant clerk vicar chaplain commandant
    dispatcher librarian surveyor inspector-general vice-minister alderman alderwoman
    councilman councilwoman burgomaster foreman bailiff notary quartermaster"""
)
FEMALE_ROLES = word_set(
    "grandmother mother spokeswoman chairwoman congresswoman queen princess businesswoman policewoman baroness duchess"
)
MALE_ROLES = word_set(
    "grandfather father spokesman chairman congressman king prince businessman policeman baron duke emir"
)

# Roles that speak for whatever state or body they belong to, even where the text does not repeat which.
STATE_ROLES = word_set(
    "general admiral colonel brigadier marshal minister president premier chancellor undersecretary under-secretary"
    " king queen emir ambassador spokesman"
    " spokeswoman spokesperson speaker secretary negotiator envoy government cabinet chief commissioner"
)

# Bodies that act: the last word of an institution's name.
BODIES = word_set(
    """ministry government cabinet office embassy army military navy police coastguard guard parliament assembly
    delegation commission council committee union federation front movement party alliance company bank agency
    service authority authorities administration presidency chancellery secretariat bureau department board
    institute organisation organization association society group league conference court tribunal team mission
    command staff museum directorate consulate foundation nation tribe band community district province municipality
    utility clan confederation corporation university hospital chamber operator side coalition leadership forces
    regime bloc forum lobby consortium airline admiralty branch
    regulator club network trust central mediators negotiators kremlin palace borough parish township shire canton
    commune treasury senate legislature caucus brigade garrison battalion militia gendarmerie cooperative co-operative
    ministers delegations governments parties donors fund executive inspectorate junta syndicate"""
)
# Of these, the ones that every state has: named without one, they are those of the place that the text is in.
STATE_BODIES = word_set(
    """ministry government cabinet army military navy police coastguard guard parliament presidency chancellery staff
    authorities administration embassy customs department palace admiralty"""
)
# Words in the names of organisations, which no person's name contains.
ORGANISATION = BODIES | word_set(
    """ministry institute university college school press news agency radio television tv channel times post herald
    courier journal gazette review telegraph observer dispatch chronicle ledger daily wire broadcaster airways
    airlines carriers line lines street house studies relief international rescue island islands valley river
    ridge strait bay road bridge street hall city town county republic kingdom union states nations treaty
    agreement accord protocol act charter centre center committee conference summit party list movement workers'
    workers labour trade pact compact convention industries group holdings freight cargo shipping logistics energy
    airways petroleum inc ltd plc polytechnic academy museum court library works square peninsula highlands
    mountains sea ocean lake port harbour harbor airport station corridor region province district cross red
    crescent league bank"""
)

# Whoever is one of these speaks for nobody at the table, whatever country the text names.
OUTSIDER = re.compile(
    r"""\b(?:former(?:ly)?|ex-\w+|retired|onetime|one-time|erstwhile|professor|lecturer|analyst|analysts|academic
    |scholar|historian|geographer|economist|economists|sociologist|political\sscientist|consultant|teaches|taught|studies
    |studied|follows|researcher|researchers|fellow|think\stank|lawyer|activist|journalist|reporter|columnist|editor
    |correspondent|author|wife|husband|widow|mother|father\sof|son\sof|daughter|brother|sister|relatives?|farmer|priest
    |bishop|imam|teacher|doctor|nurse|shopkeeper
    |resident(?!\s(?:representative|co-?ordinator|director|envoy))|residents|villagers?|pensioners?|opposition|novelist
    |advises\sinvestors|used\sto|once\sled|was\s(?:then|until)|until\s(?:last|his|her|the|(?:19|20)\d\d|\w+\sof\slast)
    |served|worked|resigned\sas|previous\sdecade
    |under\s(?:President|Prime\sMinister)|administrations|from\s(?:19|20)\d\d\sto|in\sthe\s(?:19|20)\d\ds|[Uu]niversity|[Ii]nstitute|[Cc]ollege|[Pp]olytechnic|[Aa]cademy)\b""",
    re.VERBOSE,
)
# Bodies that belong to a country without speaking for it.
PRIVATE = word_set(
    """union unions chamber association federation club society farmers company firm firms bank airline airlines
    operator operators institute university newspaper newspapers broadcaster broadcasters magazine daily growers
    exporters importers retailers church trade-union employers residents traders hauliers consumers"""
)
MEDIA = re.compile(
    r"\b(?:Review|Times|Post|Courier|News|Radio|(?:News|Press|Telegraph) Agency"
    r"|Herald|Gazette|Tribune|Telegraph|Observer|Dispatch|Chronicle|Ledger"
    r"|Daily|Television|TV|Journal|Press|Wire|Morning|Evening|Standard|Guardian|Sun|Mirror"
    r"|Mercury|Examiner|Argus|Echo|Beacon|Messenger|Sentinel|Statesman|Graphic|Bugle)$"
)
MAYOR = re.compile(r"\b(?:mayor|mayoress|village\s(?:head|chief)|parish|municipality|town\sclerk)\b", re.IGNORECASE)
PAST_SERVICE = re.compile(r"\b(?:served|worked|commanded|led|headed|negotiated|ran|represented|was|were|advised)\b")

PRONOUNS = {
    "he": "m", "she": "f", "they": "p", "it": "n", "who": "r", "i": "1", "we": "1", "us": "1",
    "him": "m", "her": "f", "them": "p", "himself": "m", "herself": "f", "itself": "n", "themselves": "p",
    "both": "p", "neither": "p", "this": "n", "that": "n", "which": "r", "the former": "former", "the latter": "latter",
    "you": "2", "his": "m", "its": "n", "their": "p", "whose": "r",
}  # fmt: skip
POSSESSIVES = {"his": "m", "her": "f", "its": "n", "their": "p", "your": "2", "our": "1", "my": "1", "whose": "r"}

# Unnamed people who speak for a party if the text gives them to one.
UNNAMED_OFFICIALS = word_set(
    """official officials officer officers diplomat diplomats negotiator negotiators minister ministers spokesman
    spokeswoman spokesperson adviser advisers advisor advisors aide aides general generals commander commanders
    source sources envoy envoys representative representatives delegate delegates member members lawmaker
    lawmakers leader leaders mediator mediators ambassador ambassadors authorities troops forces army police
    executive executives plenipotentiary plenipotentiaries participant participants
    experts engineers technicians inspectors specialists"""
)

# Who speaks for whoever pays or sends him, if the text gives him to one: "the company's lawyers".
ADVOCATES = word_set(
    """lawyer lawyers counsel solicitor solicitors barrister barristers attorney attorneys lobbyist lobbyists accountant
    accountants deputy deputies secretary chairman chairwoman chair president director directors manager managers
    head chief person people insider insiders team camp colleague colleagues organiser organisers steward stewards
    trustee trustees governor governors clerk clerks"""
)

FEMALE_NAMES = word_set(
    """mary anna anne ann maria marie elena helena laila leila fatima aisha amina zeinab maryam sara sarah ruth esther
    judith edith agnes alice amelia carmen carla carlotta claire clara colette danica delia denise diana dolores
    edda eileen elizabeth ellen elsa emma erika eva eve farida florence frances freya gabriela grace greta
    halima hanna hannah hanne heather hedda hedwig heidi helen hilda ida ilona ilse ines inga inge ingrid irene
    irina isabel ivana jacqueline jane janet jean jelena jennifer jessica joan johanna jovana joyce julia juliet
    karen karin karoline katarina kate katherine kathryn katya khady kirsten kristin larisa laura lena leonor
    lidia lidija linda lisa lisette louise lucia lucy ludmila lydia lynette magda magdalena margaret margit
    margarita marisol marta martha martina mathilde maya meera mere michelle milena mira miriam mona monica
    monika nadia nadine naomi natalia natasha nicole nina noor nora olga olivia ottoline paloma pamela patricia
    paula pauline petra pilar priya rachel ragna rebecca renata rita rosa rosamund rose rosemary ruthie sabela
    sabine salma sandra selma sheila sigrid silvia simone sina sofia solveig sonia sophie stella susan susanna
    svetlana sylvia tamara tamsin tanya tatiana teresa tereza theresa ursula valentina valeria vera verena
    veronica vesna victoria viola violeta virginia wanda yasmin yelena ysolde yvonne zofia zora zoe aminata
    fatou mariam mariama njeri wanjiru akosua ama abena imelda aysel ayse elif zeynep farah huda layla amal mei
    yuki keiko hiroko akiko sakura ji-woo min-ji lakshmi sunita anjali deepa indira bridget siobhan caitlin
    moira fiona ailsa mhairi gwen nerys angharad beatrice beatriz camila catherine cecilia chloe christina
    christine daniela dorothy eleanor emily genevieve hermine iris josephine justine karolina kristina larissa
    leticia luisa madeleine mette birgit astrid gudrun signe tove kirsti aino liisa oksana olena iryna halyna
    yulia kaja ursula pavla mila"""
)
MALE_NAMES = word_set(
    """abdul abel abraham adam adrian ahmed ahmad alan albert aleksandar alexander alexei ali amir anders andreas
    andrei andrew anthony anton antonio arthur aurelio axel aksel bashir benedikt benjamin bernard boris bram
    brian bruno carl carlos charles christian christopher claude colin cyril dag daniel darius david davin
    dennis diego dmitri dominic donald douglas edgar eduardo edward emeric emil emmanuel enrico eric erik
    ernesto ernst eugene farid felix fernando filip francis francisco frank frederick friedrich gabriel gaspar
    george gerald gerhard gideon giorgio gregor gregory guillaume gustav hamid hans harald harold hassan hector
    henri henrik henry herbert hugo hussein ian ibrahim igor ilya isaac ishmael ismail issa ivan jack jacob
    jakob james jan janek jarle jason javier jean-luc jens jerome joao johan johannes john jon jonas jonathan
    jorge jose josef joseph josip juan julian julius kadir karel karim karl keith kenneth kevin khaled klaus
    kofi kurt kwame lars lawrence layth leif leo leon leopold lorenzo louis luca lucas ludwig luis lukas magnus
    mahmoud mamadou manuel marc marcel marco marek mario mark markus martin mathias matthew max maximilian
    michael miguel mihail mikhail mikael milan milos mohamed mohammed mohammad moses mustafa nasser nathan niels
    nicholas nicolas niklas nikolai noel norman olaf olek oleg oliver omar oren oscar osman otmar otto owen
    pablo patrick paul pavel pavle pavlo pavol pedro peter petr philip philippe pierre piotr rafael ralph ramon
    rashid rasmus raymond rene richard robert roberto rodrigo roger roland roman ronald ruben rudolf samir
    samuel sasha sean sebastian semi sergei sergey sergio simon stane stefan stephen steven sven tariq taras teo
    teodor tendai thomas timothy timur tobias tom tomas tor tristan vaclav valentin vasily victor viktor vincent
    vladimir volodymyr vitaly walter werner wilhelm william wolfgang xavier yahya yunis yuri yusuf yves zoltan
    ousmane cheikh moussa ibrahima hiroshi kenji takeshi wei jun raj rajesh sanjay arjun vikram gareth rhys alun
    hamish angus callum ewan declan liam conor eamon niall seamus silvan humaid karol kaspar konrad laszlo gyula
    istvan bela zsolt radu mihai ion emmerich clemens fritz gunther jurgen matthias rainer torsten uwe bjorn
    einar gunnar knut olav sigurd tarmo ahti"""
)

STOP = word_set(
    """the a an in on at to of by for from with as if it its he she they his her their we our i my you your this that
    these those there here but and or nor so yet then than when while where who whom whose which what why how
    after before since until during although though because unless whether under over between among both neither
    either each every all some any no none not only also even still again now later earlier meanwhile however
    instead asked told speaking according last next about around more most many few several two three four five
    six seven eight nine ten one nobody nothing everyone everything everybody others another other such same
    being having had has have is are was were be been would could should may might must can do does did let
    perhaps once twice first second third  nevertheless nonetheless moreover furthermore hours days weeks
    months minutes years dear thank yes good morning afternoon evening question q answer a. hello well indeed
    rather given despite without within across along near outside inside against toward towards upon via further
    finally separately similarly likewise today yesterday tomorrow tonight back out off up down just extract
    report transcript press briefing officials analysts experts"""
)
CALENDAR = word_set(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december jan feb mar apr jun jul aug sep sept oct nov dec may"""
)


def gender_of(name: str, titles: str = "") -> str:
    """ "m", "f", or "" where neither titles, role words nor the first name tell."""
    words = {w.rstrip(".") for w in titles.casefold().split()}
    if words & (FEMALE_TITLES | FEMALE_ROLES):
        return "f"
    if words & (MALE_TITLES | MALE_ROLES):
        return "m"
    first = name.casefold().split()[0] if name else ""
    if first in FEMALE_NAMES:
        return "f"
    return "m" if first in MALE_NAMES else ""
