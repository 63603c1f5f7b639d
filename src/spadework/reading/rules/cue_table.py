"""The table of reporting verbs by what each takes; the frames' letters are told in `lexicon`.

The first half was listed from news, the second by class after Levin (English Verb Classes, 1993): say, tell, wish,
want, conjecture, characterise, promise and judgement verbs, and idioms of holding and yielding ground.
"""

from __future__ import annotations

TABLE = """
s: say, add, report, maintain, claim, argue, insist, assert, contend, allege, estimate, predict, believe, think,
    note, suggest, reckon, guess, feel, hope, fear, figure, caution, complain, concede, confirm, conclude,
    acknowledge, admit, explain, emphasize, emphasise, stress, repeat, reiterate, recall, remark, declare, state,
    announce, reveal, disclose, testify, write, point out, make clear, indicate, hint, imply, boast, joke, quip,
    lament, affirm, reaffirm, counter, reply, respond, retort, answer, vow, swear, warn, underline, underscore,
    signal, specify, stipulate, speculate, theorize, calculate, forecast, maintain, opine, muse, muse aloud, tweet,
    post, blog, venture, protest, marvel, clarify, recount, relate, show
q: observe, ask, wonder, shout, cry, whisper, murmur, mutter, yell, exclaim, shoot back, fire back, hit back, chip
    in, propose, recommend, advise, volunteer, elaborate, agree, deny, demand, plead, urge, remember, interject,
    continue, go on, start, begin, finish, laugh, smile, offer, snap, promise, pledge, threaten, concur, conclude,
    read, request
t: tell, inform, assure, remind, notify, brief, let know, advise, warn, convince
h: demand, observe, agree, propose, request, require, recommend, ask, urge, deny, doubt, accept, expect, anticipate,
    assume, dispute, promise, pledge, guarantee, threaten, undertake, decide, rule, resolve, determine, order,
    decree, hold, consider, regret, know, understand, see, find, show, argue, mention, stipulate, proclaim,
    attest, certify, testify, profess, pretend, insinuate, intimate, reason, judge, deduce, presume, suppose,
    suspect, surmise, envisage, envision, foresee, hope, wish, prefer, rejoice, object, protest, grumble, brag,
    bemoan, deplore, lament, make plain, make it clear, make it plain, leave no doubt, give an assurance, give
    assurances, give its word, give his word, give her word, give notice, take the view, take the position, hold the
    view, be of the view, be of the opinion, be convinced, be confident, be certain, be sure, be adamant, be aware,
    be concerned, be worried, be afraid, be hopeful, be optimistic, be clear, be satisfied, be pleased, be glad, be
    sorry, express hope, express the hope, express confidence, express concern, express fear, express fears, express
    regret, voice hope, voice concern, raise the possibility, raise concerns, serve notice, send word, send a
    message, send a signal, issue a warning, note with concern, note with satisfaction, place on record, put on
    record, go on record as saying, be quoted as saying, be cited as saying, be reported as saying
n: reject, welcome, dismiss, oppose, support, back, endorse, condemn, denounce, deplore, regret, criticize,
    criticise, praise, applaud, commend, hail, thank, congratulate, salute, deny, dispute, contest, contradict,
    challenge, question, query, rule out, exclude, preclude, turn down, play down, play up, brush off, brush aside,
    shrug off, wave away, wave aside, rebuff, decry, deride, mock, ridicule, lambaste, slam, blast, attack, assail,
    castigate, rebuke, rap, fault, blame, defend, justify, advocate, champion, favor, favour, prefer, demand,
    request, seek, propose, offer, suggest, recommend, promise, pledge, guarantee, threaten, announce, confirm,
    acknowledge, concede, admit, reaffirm, affirm, reiterate, restate, renew, repeat, stress, emphasize, emphasise,
    underline, underscore, highlight, recall, mention, cite, quote, invoke, note, report, declare, proclaim, accept,
    approve, disown, disavow, repudiate, renounce, retract, withdraw from, back away from, back down from, walk
    back, row back on, distance itself from, distance himself from, distance herself from, distance themselves from,
    call for, call on, ask for, appeal for, appeal to, plead for, press for, push for, lobby for, argue for, argue
    against, argue in favor of, argue in favour of, speak of, speak out against, speak against, speak in favor of,
    speak in favour of, come out against, come out in favor of, come out in favour of, come out for, warn of, warn
    about, warn against, caution against, advise against, recommend against, complain of, complain about, protest
    against, protest about, protest at, object to, take issue with, take exception to, hit out at, lash out at,
    insist on, insist upon, hint at, point to, allude to, refer to, apologize for, apologise for, express support
    for, express regret over, express regret for, express concern over, express concern about, express concern at,
    express doubt about, express doubts about, express opposition to, express disappointment at, express, voice,
    profess, reserve, disagree with, agree with, concur with, side with, sympathize with, sympathise with, subscribe
    to, stand by, stick to, stick by, adhere to, hold to, cast doubt on, pour cold water on, throw cold water on,
    raise doubts about, raise objections to, take note of, make the case for, make the case against, lay out, set
    out, spell out, put forward, put on record, place on record, float, table, moot, outline, sketch, sidestep,
    dodge, evade, deflect, parry, duck, skirt, ignore, rubbish, scoff at, sneer at, bristle at, balk at, baulk at,
    bemoan, lament, mourn, resent, fear, doubt, mistrust, distrust, envisage, foresee, anticipate, expect, estimate,
    predict, forecast, want, desire, covet, consent to, agree to, agree on, agree upon, accede to, acquiesce in,
    assent to, commit to, commit itself to, commit himself to, commit herself to, commit themselves to, close the
    door to, close the door on, shut the door on, shut the door to, open the door to, leave the door open to, leave
    the door open for, leave open, keep open, hold open, leave open the possibility of, hold out the prospect of,
    raise the prospect of, raise the possibility of, draw the line at, put an end to, be opposed to, be against, be
    in favor of, be in favour of, be averse to, be open to, be amenable to, be in agreement with, be critical of, be
    wary of, be skeptical of, be sceptical of, be skeptical about, be sceptical about, be divided on, be divided
    over, be committed to, remain opposed to, remain committed to, remain open to, would prefer, deprecate,
    disapprove of, approve of, vouch for, attest to, testify to, ascribe, attribute, swear by, plump for, opt for,
    balk, shy away from, flag, query, tout, trumpet, vilify, bewail
i: promise, pledge, vow, swear, threaten, refuse, decline, offer, undertake, agree, consent, want, wish, hope,
    expect, intend, plan, propose, seek, demand, ask, request, claim, profess, aim, commit, commit itself, commit
    himself, commit herself, commit themselves, guarantee, prefer, resolve, aspire, desire, pretend, volunteer, be
    prepared, be ready, be willing, be unwilling, be reluctant, be determined, be keen, be eager, be committed, be
    happy, stand ready, declare itself ready, declare himself ready, declare herself ready, declare themselves
    ready, declare itself willing, declare itself prepared, declare themselves willing, declare themselves prepared,
    declare its readiness, declare its willingness, declare their readiness, express its readiness, express his
    readiness, express her readiness, express their readiness, express readiness, express willingness, express a
    willingness, express interest, express a desire, signal its readiness, signal readiness, signal willingness,
    signal its willingness, have no intention, have no plans, reserve the right, reaffirm its readiness, give an
    undertaking, make a pledge, make an offer, resist
e: urge, want, expect, ask, request, call on, call upon, implore, beg, entreat, exhort, appeal to, press, invite,
    encourage, challenge, order, instruct, advise, warn, tell, require, forbid, dare, beseech, prefer, wish, would
    like, believe, consider, intend, defy, counsel, remind, caution
o: accuse, suspect, charge
k: call, describe, characterize, characterise, brand, label, term, dub, deem, portray, depict, denounce, dismiss,
    condemn, hail, decry, regard, view, see, consider, name, pronounce, declare, put, rate, judge, paint, interpret
w: ask, wonder, question, inquire, enquire, query, explain, outline, describe, spell out, specify, show, discuss,
    make clear, set out, ponder, be divided on, be divided over, disagree on, disagree over, be unsure, be
    uncertain, know, demand to know, want to know, would like to know
wd: say, know, specify, disclose, reveal, indicate, make clear, confirm, explain, clarify, comment, predict,
    speculate, elaborate, be drawn, be sure, give details of, spell out, mention
nd: comment, discuss, elaborate, speculate, be drawn, confirm, confirm or deny, give details of, disclose, exclude,
    rule out, accept, reject, dismiss, commit to, close the door on, close the door to, condone, tolerate,
    contemplate, countenance, entertain, consider, recognize, recognise, agree to, support, say, dispute, deny,
    challenge, object to
hd: say, confirm, believe, think, accept, agree, doubt, deny, dispute, exclude, rule out, mention, confirm or deny
id: agree, expect, intend, plan, want, wish, hope, consent, accept
ed: expect, want
ld: comment, elaborate, be drawn, say, respond
nm: like, welcome, support, prefer, oppose, favor, favour
im: like, prefer, be prepared, be ready, be willing, be happy, agree, refuse
s: posit, hypothesize, hypothesise, conjecture, gripe, moan, grouse, fume, rage, chime in, crow, gloat, quibble,
    make known, make it known, let it be known, let slip, let on, let it slip, make the point, make the argument,
    make the case, wager, realize, realise, perceive, trust, relay, theorise, profess, hazard, charge, intone,
    reflect, warn darkly, spell out, go on record, put it about, be quoted as saying, be cited as saying, be
    reported as saying, be on record as saying, clarify, minute, summarize, summarise, learn, plead, protest,
    enthuse, rejoin
h: charge, stand by its view, dream, pray, trust, appreciate, allow, concur, signify, communicate, convey, take it,
    take for granted, take comfort, make a point of saying, put it on record, bring home, get across, drive home,
    certify, vouch, wish, dictate, agree in principle, agree in writing, leave open the possibility, leave it open,
    hold out the possibility, hold out hope, keep open the possibility, come to the view, come to the conclusion,
    reach the conclusion, arrive at the conclusion, come round to the view, come out and say, draw attention to the
    fact, point to the fact, count on it, ascertain, note
n: hold out for, hold out against, hold out the possibility of, dig in over, dig in on, balk at, baulk at, jib at,
    bridle at, recoil from, recoil at, shrink from, warm to, cool on, cool to, sour on, rally behind, rally to,
    rally round, line up behind, line up against, throw its weight behind, throw his weight behind, throw her weight
    behind, throw their weight behind, swing behind, come round to, come around to, give way on, give no ground on,
    yield on, budge on, budge from, climb down on, climb down from, climb down over, back off, back off from,
    backtrack on, backpedal on, back out of, row back from, row back on, stop short of, fall short of endorsing,
    stand firm on, stand firm against, stand fast on, hold firm on, hold fast to, stay firm on, stand up for, stand
    against, dig its heels in over, dig in its heels over, dig in its heels on, campaign for, campaign against,
    agitate for, clamor for, clamour for, cry out for, bargain for, hope for, wish for, long for, yearn for, hanker
    after, hanker for, look for, pray for, bank on, count on, rely on, pin its hopes on, pin their hopes on, set its
    sights on, set store by, set great store by, believe in, have faith in, have confidence in, have no faith in,
    lose faith in, lose patience with, run out of patience with, have doubts about, have no objection to, have no
    objections to, have nothing against, have no quarrel with, have no problem with, have no difficulty with, have
    reservations about, have misgivings about, have concerns about, have a problem with, have no interest in, have
    no time for, have no appetite for, have no need of, have no use for, see merit in, see no merit in, see no point
    in, see no sense in, see no future in, see no need for, see no reason for, see little point in, see advantages
    in, see room for, see no room for, see no alternative to, see no place for, see a role for, see value in, see
    scope for, find fault with, find unacceptable, find acceptable, pick holes in, poke holes in, cavil at, quibble
    with, quibble over, argue with, argue over, differ on, differ over, differ about, clash over, quarrel over,
    disagree on, disagree over, disagree about, agree about, dissent from, quarrel with, part company with, demur
    at, take a dim view of, take umbrage at, take offence at, take offense at, take a hard line on, take a tough
    line on, take a position on, take a stand on, take a stand against, take no position on, take no view on, take
    no side on, take sides on, take responsibility for, take credit for, claim credit for, claim responsibility for,
    disclaim, disclaim responsibility for, decline, decline responsibility for, spurn, rebut, refute, scotch, quash,
    knock down, shoot down, swat away, bat away, bat aside, sweep aside, push back against, push back on, push back
    at, hit back at, fire back at, rail against, rail at, inveigh against, fulminate against, rage at, rage against,
    fume at, fume over, chafe at, grumble about, grumble at, moan about, gripe about, gripe at, whine about, carp
    at, carp about, joke about, jeer at, laugh off, laugh at, make light of, make little of, make much of, make fun
    of, make no secret of, make a point of, make an issue of, make clear, gloss over, dwell on, dwell upon, remark
    on, remark upon, reflect on, speculate about, speculate on, elaborate on, expand on, enlarge on, muse about,
    talk about, talk up, talk down, talk of, speak about, speak in favour of, boast of, boast about, brag about,
    dream of, think of, think about, despair of, repent of, repent, rue, abhor, loathe, detest, dislike, dread,
    despise, scorn, disdain, begrudge, envy, relish, cherish, admire, respect, appreciate, esteem, laud, extol,
    exalt, lionize, toast, credit, apologize to, absolve, exonerate, chide, chastise, scold, admonish, upbraid,
    berate, reproach, reprove, censure, decry, disparage, belittle, deprecate, pan, savage, skewer, excoriate,
    pillory, impugn, malign, slander, ridicule, satirize, vilify, promote, tout, espouse, embrace, uphold, subscribe
    to, buy into, go along with, put up with, live with, settle for, content itself with, resign itself to,
    reconcile itself to, accede to, consent to, acquiesce to, veto, resist, contest, oppose, protest, forswear,
    foreswear, abjure, renege on, go back on, disavow, recant, forgo, forego, insist upon, stipulate, specify,
    demand, request, solicit, beg for, ask about, inquire about, inquire into, enquire about, wonder about, worry
    about, worry over, fret about, fret over, agonize over, agonise over, obsess over, care about, complain at,
    complain over, express fury at, marvel at, rejoice at, rejoice in, delight in, take pride in, take comfort in,
    take comfort from, take heart from, take satisfaction in, take issue over, contemplate, consider, weigh, ponder,
    mull, mull over, explore, entertain, envision, envisage, visualize, visualise, conceive of, foresee, forecast,
    prophesy, augur, await, look forward to, look askance at, affirm, avow, aver, attest, certify, corroborate,
    substantiate, echo, mirror, rehearse, recount, relate, narrate, characterise, explain away, elucidate, expound,
    illuminate, enumerate, tick off, cite, adduce, invoke, plead, allege, insinuate, imply, intimate, telegraph,
    divulge, let slip, make public, make known, bring up, broach, mention, moot, posit, postulate, theorize,
    hypothesize, put on the table, lay on the table, set forth, volunteer, pose, pledge, promise, vow, swear,
    covenant, warrant, underwrite, stake its credibility on, signal readiness for, signal openness to, signal
    support for, signal opposition to, pronounce on, pronounce itself, declare itself against, declare itself for,
    declare itself in favour of, declare itself in favor of, declare himself in favour of, declare herself in favour
    of, declare itself opposed to, declare himself opposed to, declare herself opposed to, declare itself satisfied
    with, declare himself satisfied with, declare herself satisfied with, warn off, threaten, menace, caution on,
    remind of, accuse, indict, implicate, incriminate, denounce, blame, fault, hold responsible, deflect, sidestep,
    skate over, tiptoe around, hedge on, equivocate on, equivocate over, waver on, vacillate on, prevaricate on,
    hesitate over, hesitate about, leave undecided, leave unanswered, remain silent on, keep silent on, keep silent
    about, stay silent on, stay silent about, keep quiet about, keep mum on, say nothing about, say nothing of, say
    nothing on, say little about, say no to, say yes to, say more about, give no details of, give no details on,
    give few details of, have nothing to say about, have nothing to say on, make no mention of, make no comment on,
    make no promises about, make no promises on, make no promise on, make no commitment on, make no commitments on,
    have no comment on, have no view on, have no opinion on, offer no comment on, give no opinion on, give no view
    on, keep its options open on
i: decide, elect, opt, choose, yearn, swear, vow, contract, covenant, engage, bind itself, bind himself, bind
    herself, bind themselves, hesitate, beg, be hoping, plot, determine, see fit, see no reason, see no need, see
    reason, see a need, see no way, have no wish, have no desire, have no right, have no objection, have no reason,
    have every intention, have every reason, have a duty, claim the right, assert the right, hold itself ready, hold
    themselves ready, hold itself free, give its word, give his word, give her word, give their word, think it
    right, think it wise, think it best, deem it necessary, consider it necessary, find it hard, find it difficult,
    find it impossible, declare itself unable, declare himself willing, declare herself willing, declare itself
    unwilling, declare himself prepared, declare herself prepared, profess itself ready, pronounce itself ready,
    feel able, feel unable, feel bound, feel obliged, feel compelled, feel free, dread, loathe, deign, condescend,
    dig in its heels and refuse
e: petition, lobby, push, pressure, admonish, enjoin, plead with, prevail on, prevail upon, count on, rely on, hope
    for, wait for, long for, leave it to, challenge, think, understand, suppose, deem, assume, presume, reckon,
    acknowledge, recommend, press for, push for, call for, be waiting for, incite, coax, caution
o: absolve, acquit, convict, reproach, fault, blame, credit, criticize, criticise, condemn, denounce, censure,
    chide, praise, commend, thank, congratulate, applaud, attack, rebuke, berate, scold, castigate, assail, arraign,
    indict, assure, remind, inform, notify, warn, convince, advise
k: think of, speak of, refer to, talk of, tout, bill, style, classify, class, categorize, categorise, diagnose,
    construe, understand, accept, acknowledge, recognize, recognise, reject, praise, slam, deride, ridicule, mock,
    disparage, cite, conceive of, look on, look upon, think, esteem, reckon, attack, criticize, criticise, rubbish,
    welcome, laud, salute, applaud, brush off, write off, wave away, pan, stigmatize, stigmatise, justify, defend
w: debate, dispute, doubt, argue about, argue over, be vague, be silent on, leave open, leave unclear, leave
    undecided, query, speculate, elaborate on, discuss
wd: decide, agree, settle, make known, make plain, spell out, state, give, make clear, know, remember, recall,
    guess, say publicly, rule on, commit itself, commit himself, commit herself, commit
nd: budge on, budge from, hear of, want, negotiate, negotiate on, negotiate over, negotiate about, compromise on,
    haggle over, bargain over, bargain with, see, think of, talk about, live with, put up with, settle for, stand
    for, give way on, yield on, relinquish, abandon, stomach, brook, swallow, agree on, agree with, want to discuss,
    see eye to eye on, wish for, mind, insist on, want to see, let go of, part with
id: see any reason, see why, hesitate, need, see the need, dare, feel bound, feel able, seek, propose, ask, claim,
    commit itself, commit
nm: live with, accept, consider, settle for, back, endorse, agree to, reject, contemplate, entertain, prefer,
    oppose, veto, insist on, be content with, be happy with, resist, recommend, favour
im: be content, be glad, be unwilling, be reluctant, be pleased, be delighted, be open, hesitate, love, hate, be
    honoured, be obliged, wish, want, seek, refuse, decline, insist, consent
hm: insist, demand, prefer, argue, expect, like
n: confine itself to, confine himself to, confine herself to, restrict itself to
nd: hide, conceal, disguise, make any secret of
sm: go no further than to say, go no further than saying, go only so far as to say, go as far as to say, go as far
    as saying, go so far as to say, go so far as saying
k: make
o: warn, caution, advise
n: have no information on, have no information about, have nothing to add to, have nothing to add on
n: agree in principle to, agree in principle on, agree in writing to, agree in writing on
i: agree in principle, agree in writing
"""
