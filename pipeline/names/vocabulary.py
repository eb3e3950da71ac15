"""English words by the part they play around names: the language knowledge of the grammar.

World knowledge (names, bodies, offices) is in the reference CSVs; here are only words of the
language. All entries are lower case.
"""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


DETERMINERS = _set("the a an its his her their our this that these those your my both each all")
CONNECTIVES = _set("and &")

# Words that never belong to a name, even with a capital: function words, adverbs, calendar.
FUNCTION = _set(
    """
    a about above across according accordingly after afterwards again against ago ahead all almost
    alone along alongside already also although altogether always am amid amidst among amongst an
    and another any anyone anything are around as asked at away back based be because become been
    before began behind being believe below beside besides best better between beyond both but by
    came can certainly clearly comes concerning consequently considering could currently
    despite did do does doing done down due during each earlier early either else elsewhere
    especially even eventually ever every everybody everyone everything except few fewer finally
    first following for formerly forthwith from further furthermore generally given go going had
    hardly has have having he hence her here hereby hers herself him himself his historically how
    however i if in indeed initially inside instead into irrespective is it its itself just
    last lastly lately later latter least less let likewise little look made mainly many may maybe
    me meanwhile might mine more moreover most mostly much must my myself namely near nearly
    neither never nevertheless next no nobody none nonetheless nor not note nothing notably now
    nowadays of off often oh on once one only onto or other others otherwise our ours out outside
    over overall own particularly per perhaps please possibly presently previously prior probably
    provided quite rather recalling recently regarding regardless respectively right said same
    saying says second secondly see seen several shall she should similarly simply since so some
    somebody someone something sometimes soon specifically still subsequently such sure than
    thank thanks that the their theirs them themselves then there thereafter thereby therefore
    these they third thirdly this those though three through throughout thus till to today together
    tomorrow too toward towards traditionally two ultimately under unless unlike until up upon us
    usually various very via was we were what whatever when whenever where whereas whereby
    wherever whether which while whilst who whoever whole whom whose why will with within without
    would yes yesterday yet you your yours yourself yourselves
    monday tuesday wednesday thursday friday saturday sunday january february march april june
    july august september october november december
    feb mar apr aug sep sept oct nov dec
    morning afternoon evening night day days week weeks month months year years century decade
    four five six seven eight nine ten eleven twelve hundred thousand million billion
    read continue reading copyright published editor photo source updated related tags share
    preface introduction conclusion summary background interview full text part chapter section
    """
)

# Verbs that open clauses or stand in headlines (Title Case), in the forms that occur there.
_VERBS = """
accept accuse achieve acknowledge act add address adopt advance advise advocate affirm agree aim
allow announce answer appear applaud appoint appreciate approve argue arrive ask assert assess
assist assume assure attach attend ban back bear begin believe blame block boost break brief bring
build call cancel caution celebrate chair challenge change cite claim close commend comment commit
complete conclude condemn conduct confirm congratulate consider consolidate consult contact
continue contribute convene convey cooperate coordinate create criticise criticize cut declare
decline deepen defend deliver demand denounce deny depart describe designate develop discuss
dismiss draw drop elaborate elect elevate embark emphasise emphasize end endorse enhance ensure
enter establish examine exchange expand expect explain explore express extend face facilitate fail
favour favor find follow forge foster gain gather get give go grant greet grow hail handle hand
have head hear help highlight hint hit hold honour honor hope host implement improve inaugurate
include increase indicate inform insist inspect intensify introduce invite issue join keep kill
know lash laud launch lay lead learn leave lift listen look lose maintain make mark meet mention
mourn move name negotiate note observe offer open oppose order outline oversee participate pass pay
pick plan pledge point postpone praise prepare present press prevent proceed produce promise
promote propose protect protest prove provide publish pursue push put raise rally reach react
reaffirm reassure recall receive recognise recognize recommend reflect refuse reiterate reject
release remain remark remember renew reopen repeat replace reply report represent relaunch request
rescue confer conduct clash hug hail herald lambast mull eye probe ink
resign resolve respond restore resume retain return reveal review rule run safeguard salute say see
seek send serve set shake share show sign slam speak stand start state stay step stop strengthen
stress strike submit succeed suggest summon support suspend swear take talk task tell thank
threaten tighten tour travel turn underline underscore understand unite unveil uphold upgrade urge
use view visit vow wait want warn watch welcome win wish withdraw witness work worry write
"""
_IRREGULAR = _set(
    """
    said says saying met meets meeting held holds holding told tells telling made paid gave given
    took taken sent spoke spoken wrote written led leads leading began begun came went gone saw
    seen stood won lost built brought bought chose chosen drew fell felt found got grew heard kept
    knew laid left read rose ran sat sought sold set shook shown slept spent sworn taught thought
    understood undertook wore dies died dying lies lying visiting visits congratulates urges vows
    kicks kicked hosts hosted has had having was were attends winds wraps off underway
    """
)


def _inflect(verb: str) -> set[str]:
    stem = verb[:-1] if verb.endswith("e") else verb
    third = verb[:-1] + "ies" if verb[-1] == "y" and verb[-2] not in "aeiou" else verb + "s"
    if verb.endswith(("s", "sh", "ch", "x")):
        third = verb + "es"
    past = verb[:-1] + "ied" if verb[-1] == "y" and verb[-2] not in "aeiou" else stem + "ed"
    doubled = verb + verb[-1] if verb[-1] in "bdgmnprt" else verb
    return {verb, third, past, stem + "ing", doubled + "ed", doubled + "ing"}


VERBS = frozenset({form for verb in _VERBS.split() for form in _inflect(verb)}) | _IRREGULAR

# Finite verbs whose subject is a speaker or a participant: "X said", "X noted", "X met".
SPEECH = _set(
    """
    said says say noted notes added adds stressed stresses emphasised emphasized emphasises
    emphasizes told tells pointed underlined underlines underscored reiterated reiterates
    expressed expresses thanked thanks congratulated congratulates conveyed affirmed affirms
    reaffirmed reaffirms highlighted recalled recalls explained explains argued argues believed
    believes hoped hopes appreciated appreciates spoke speaks announced announces declared declares
    remarked replied replies responded responds asked asks urged urges warned warns welcomed
    welcomes praised praises lauded hailed commended briefed met meets visited visits received
    receives attended attends arrived arrives delivered delivers chaired chairs hosted hosts led
    leads extended wished wishes invited invites called calls writes wrote observed observes
    insists insisted acknowledged voiced agreed agrees suggested suggests proposed proposes
    conferred confers continued continues concluded accompanied presented signed confirmed
    confirms held holds
    assured pledged pledges vowed vows outlined described describes joined sent took came became
    was is has had did does will would could also served serves resigned won lost died departed
    left flew
    returned travelled traveled toured tours inspected inspects paid pays went gave stated states
    dismissed dismisses claimed claims revealed admitted accused criticised criticized denied
    denies rejected rejects sought seeks wants wanted met. mentioned indicated opened informed
    appealed attaches attached listened participated co-chaired exchanged discussed shook greeted
    greets bid handed awarded tells maintained
    """
)

# Words just before a name that make it a person: "met with X", "led by X", "told X".
PERSON_CUES = _set(
    """
    met meet meeting told led headed chaired hosted congratulated thanked received welcomed
    greeted interviews interviewed accompanied invited between asked appointed elected named
    counterpart predecessor successor
    """
)

# Common words, not of institutions, that also stand at the start of sentences and in headlines.
COMMON = _set(
    """
    accord achievements title article chapter phase pillar action actions advanced agenda
    agreement agreements aircraft aid allies
    american analysts anniversary annual anti anyone application approach april area areas arms
    army art article articles aspirations asia assistance atmosphere attack attempts attention
    award balance ban bank banquet baton beautiful benefit benefits big bilateral birth birthday
    black blessings blood blue board boats body bomb bond bonds book books border borders born box
    boy boycott brave bridge brief bright broad brother brotherhood brotherly brothers business
    call calls camaraderie campaign capital car card care case cases cause celebration
    celebrations ceremony chain champion chance channel channels charge charter chief child
    children church cities citizens civil civilian class clean clear climate close closer coal cold
    colour common communique communiqué companies comprehensive concept concerns condolence
    condolences conflict congratulation congratulations congratulatory consensus constitution
    construction contacts context cooperation core corridor cost country countries county
    couple crime crimes crisis critical culture current damage dance danger dark data date dead deal
    dear death debate debt decision declaration deep defeat delegates delegation delegations
    democracy dialogue difference differences difficulties diplomacy diplomat diplomatic diplomats
    direct disaster discussion discussions disputes document documents double draft dream drive
    earth earthquake east eastern economy effective effort efforts election elections elite
    emergency enemy energy engagement entry environment equal era event events evidence example
    exchanges exercise exercises exhibition expectations experience experts exports eye eyes fact
    fair faith fall families family famous far farewell father fault fellow festival field fight
    fire five flag floods flow focus food force forces foreigner forum foundation framework free
    freedom fresh friend friendly friends friendship front fruitful fuel future game games gas
    gate general genuine gift girl global goal goals gold good government governments grand great
    greater green greeting greetings ground group groups growth guard guest guests guidance guns
    hall hands happy hard harmony head heads health heart heat heavy height help heritage hero
    heroes high higher highest highlights highway historic history home hope hot hotline house
    human humanity humankind humans idea ideas image immediate importance important inclusive
    independence industry influence initiative initiatives insights interests intervention
    investment iron issue issues job joint journalist journalists journey joy judge justice key
    kind king kingdom knowledge labour land language large largest law laws leader leaders
    leadership learning letter letters level liberation lie life light line links list live
    local long longer love low main major mankind mass matter matters maritime market mass
    mediation members memories memory men message messages military milestone mind minds mission
    model modern modernisation modernization momentum money mother mountain mountains movement
    multilateral multilateralism music mutual nation nations natural nature navy neighbour
    neighbor neighbourhood neighborhood neighbours neighbors neighbouring
    neighboring net network new news north northern
    nuclear number official officials oil old older open opening openness operation opinion
    opportunities opportunity order original outcome outcomes outlook overseas page paper park
    participants parties partner partners partnership party past path peace peaceful people peoples
    performance period person perspective picture pillar place plan plane plans plant point policy
    policies political poor port position positions positive possible poverty power powers practical
    present presence press pressure price principle principles private prize problem problems
    process progress project projects prospects prosperity public purpose quality question
    questions race rain rally rate real reality reason red reelection re-election reform reforms
    region regional regions relations relationship relief remarks report reports representatives
    resolution resources respect response result results revolution revolutionary rich rise river
    rivers road roads roadmap rock role roots round route row rule ruling rumours safe sanctions
    scene school science sea sector security selfless senior series service session share shared
    ship ships short side sides sign silk small social socialism socialist society solid solidarity
    solution solutions son song south southern sovereignty space special speech spirit stable stand
    star stars stability statement states station status steady steps stone stories storm story
    strategic strategy street strength strong struggle student students style success summer summit
    sun supply support surface symbol synergy system table talks tariff tariffs tasks tea team
    technology tensions terms territory terror test thoughts threat ties time times top topics
    tour tourism town trade tradition traditional training travel treaty tree trends trip troops
    true trust truth turmoil union unilateral united unity upcoming urgent value values veteran
    victims victory view views village vision visions visit visitors visits voice vote voters
    war warm warning wars water wave way weapons welcome well west western white wide wind winter
    luncheon lunch dinner breakfast credentialing
    wish wishes woman women work workers world worlds young younger youth zone
    """
)

# Words of institutions and portfolios: inside bodies and offices, never in a person's name.
INSTITUTIONAL = _set(
    """
    administration administrative affairs african agrarian agricultural agriculture alternative
    anti-corruption anti-terrorism arab arms army arts asian atomic authority aviation bilateral
    business cabinet central charter chief christian citizens civic civil climate coast collective
    commerce commercial common communication communications communist community comprehensive
    conservative constitutional consultative consumer continental control cooperation
    cooperatives coordination counter-terrorism cultural culture customs cyber cyberspace defence
    defense delegation democrat democratic democrats development digital diplomacy diplomatic
    disarmament disaster discipline domestic drugs economic economics economy education electoral
    electricity emergency employment energy engineering enterprise entrepreneurship environment
    environmental european evaluation exchange exchanges executive export external family federal
    finance financial fisheries food foreign forestry forces freedom friendship gender general
    global governance government governmental great green guard health heritage higher home housing
    human immigration imperial independent indigenous industrial industries industry information
    infrastructure inspection innovation integration intelligence inter-korean interior internal
    international investment investments islamic joint judicial judiciary justice labor labour
    land law legal legislative liberal liberation local logistics management maritime marxism
    marxist medical medium metropolitan migration military minerals mines mining monetary
    municipal narcotics national nationalist natural naval navy new northern nuclear nutrition
    occupied oceans oil operations opposition ordinary organisation organisational organization
    overseas parliamentary patriotic peace peaceful people peoples permanent petroleum planning
    plenary police policy political popular popularisation popularization population ports
    postal power presidential press prevention private privy progressive propaganda prosecution
    protection provincial public publicity quality racial radio railway railways reconciliation
    reconstruction reform refugees regional regulatory relations reform religion religious reporters
    republic republican research resistance resources reunification revolutionary rights royal
    rural sanitation science sciences scientific security senior settlement social socialist
    solidarity south southern special sports standards standing state statistics steering
    strategic studies sultanate supervision supervisory supplies supply supreme sustainable
    taxation tax technical technological technologies technology telecommunications territorial
    theoretical tourism trade trading traditional training transport transportation treasury tribal
    unified unification union united unity universities urban veterans vocational war water
    welfare western women workers working world youth zonal bilateral multilateral
    affair left organised organisations organizations associations unions parties enterprises
    crime children men elderly disabilities
    diaspora expatriates emigration media endowments awqaf hajj waqf steppe monitoring audit customs
    literature languages linguistics history politics philosophy academic marxism-leninism
    peacekeeping salvation renewal friendship chemical biological weapons prohibition space
    football basketball athletics chess olympic olympics boxing cricket rugby miners teachers
    metalworkers writers farmers lawyers physicians engineers artists employers entrepreneurs
    exporters bankers peasant peasants production construction property intellectual statistics
    meteorology geology archaeology nationalities ethnic minorities overseas compatriots
    hemisphere diaspora expatriates expatriate
    antitrust competition pensions insurance savings credit elections petroleum hydrocarbons
    equality institutions services antiquities crimes governors trustees directors elders archives
    museums ulema ulama cooperatives chiefs judges deputies manufacturers traders jurists experts
    girls mothers widows orphans pensioners nurses doctors dentists architects economists
    composers filmmakers actors broadcasters booksellers editors translators surveyors seafarers
    dockers railwaymen coffee cocoa livestock dairy irrigation
    dams wildlife zakat fatwa fisheries aquaculture blockchain semiconductor
    investors startups smes procurement privatisation privatization anti-narcotics narcotic
    drug bribery counter-extremism deradicalisation demining boundary boundaries borders
    umrah fishery lands survey mapping seismology hydrology avalanche firefighting
    """
)

# Head nouns of bodies.
BODY_HEADS = _set(
    """
    academy administration agency alliance army assembly association authority bank
    board brigade broadcaster broadcasting bureau cabinet centre center chamber church club
    coalition college command commission committee company confederation corps
    congregation congress consortium consulate corporation council court cortes daily department
    directorate duma embassy federation fleet forces foundation front fund gazette
    group guard guards hospital house hurriyet institute institution inspectorate kneset
    knesset khural league legislature majlis meclis ministry mission monitor movement museum
    network newspaper office organisation organization parliament party policlinic police
    politburo post presidency presidium press rada radio regiment registry review riksdag school
    secretariat seimas senate service society sejm staff storting taskforce telegraph television
    think-tank times treasury tribunal trust tv union university verkhovna wing workshop troupe
    ensemble choir subcommittee ombudsman orchestra navy jirga shura loya headquarters newsroom
    intergroup caucus conglomerate airlines airways industries
    holdings laboratory library theatre seminary madrasa monastery chambers diwan sangsad
    sangh parishad khuraldai lyceum polytechnic conservatory observatory syndicate guild
    patriarchate synod curia diocese consulate-general chancellery chancery exchequer archive
    archives bundestag bundesrat eduskunta folketing althing saeima riigikogu cortes sobranie
    skupstina sabor boule nationalrat dail oireachtas seanad politiburo
    """
) - _set("house times post press staff wing review monitor daily exchequer church boule")

# Heads that count only inside a longer name ("White House", "The Straits Times").
WEAK_HEADS = _set(
    """
    news star herald tribune chronicle observer rundschau zeitung shimbun ilbo
    house times post press staff wing review monitor daily church agency forces group guard
    mission network service office front board bank club movement group command force
    """
)

# Nouns that end the name of an event, treaty, doctrine, prize, ship or work: not a body.
NOT_BODY_HEADS = _set(
    """
    consultation consultations talks
    accord accords act agenda agreement anniversary award awards bill bridge campaign centenary
    charter code communique constitution convention cup day days declaration dialogue doctrine
    expo exercise exercises fair festival final games highway initiative initiatives law mechanism
    medal meeting memorandum month monument mutiny negotiations olympics operation order outlook
    pact paper park partnership peninsula plan plans plenum policy prize process programme program
    project protocol railway road roadmap round session sessions spirit square stadium statement
    strategy street summit theory thought tournament treaty trophy uprising vision war week
    workshop year avenue boulevard airport island islands sea ocean gulf strait straits river
    mountain mountains valley pass canal port province prefecture district county region
    line corridor belt zone base camp prison bay lake desert city town village palace temple
    mosque cathedral church hotel tower gate dam mall hall plaza causeway bridge stadium park
    station plant reactor mausoleum cemetery memorial class carrier frigate destroyer
    """
)

# Words after which a following capitalised word starts a new thing, whatever it is.
HONORIFIC_POSTPOSED = _set("jr sr ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi")

# Heads of bodies in other languages: the name follows them ("Universidad Alberto Hurtado").
FOREIGN_HEADS = _set(
    """
    universidad universidade université universite universität universitas partido parti partei
    frente banque banco banca ministerio ministério ministère ministero movimiento movimento
    mouvement unión união asamblea assembleia assemblée alianza aliança consejo conselho
    conseil instituto institut fundación fundação fondation stiftung comité confederación
    confederação confédération sindicato syndicat agencia agência agence jamiat hizb hezb tehreek
    lashkar jaish majlis dewan dewan-e sociedad société sociedade compañía compagnie federación
    federação fédération congreso congresso congrès cámara câmara senado escuela escola
    presidência presidencia présidence
    école casa colegio colégio liga ligue rassemblement coalición coalizão
    """
)
# Acronyms of things that are no bodies.
NOT_BODY_ACRONYMS = _set(
    """
    gdp gnp ai it tv ceo cfo pm pms fm mp mps mep meps dpm sme smes ngo ngos sdg sdgs oda fdi mou
    mous vip usd eur rmb cny gmt utc bri gdi gsi gci covid hiv aids dna rna gps lng lpg ict ppp vat
    phd ma ba mba km kg am pm faq pdf html usb cv id wmd ied uav uavs icbm slbm nato-led eez icu cpi
    dg adg dcm cg hoc hom pro cos coas cas cns cjcsc cdf cds igp ig sg srsg fs ps ds jcs vc vp
    roi fta ftas rcep cptpp afcfta cpec nsg npt start inf thaad cop ndc unclos coc doc jcpoa tbd
    """
)
