"""The table of reporting verbs by what each takes; the frames' letters are told in `lexicon`.

Verbs are ordered by class after Levin (English Verb Classes, 1993: say, tell, wish, want, conjecture, characterise,
promise, judgement verbs). `~` stands for up to four words of the noun phrase that the next word heads ("take a ~ stand").
"""

from __future__ import annotations

TABLE = """
s: say, add, report, maintain, claim, argue, insist, assert, contend, allege, estimate, predict, believe, think, note,
    suggest, reckon, guess, feel, hope, fear, figure, caution, complain, concede, confirm, conclude, acknowledge,
    admit, explain, emphasize, emphasise, stress, repeat, reiterate, recall, remark, declare, state,
    announce, reveal, disclose, testify, write, point out, make clear, indicate, hint, imply, boast, joke, quip, lament,
    affirm, reaffirm, counter, reply, respond, retort, answer, vow, swear, warn, underline, underscore, signal,
    specify, stipulate, speculate, theorize, calculate, forecast, maintain, opine, muse, muse aloud, tweet, post, blog,
    venture, protest, marvel, clarify, recount, relate, show
q: observe, ask, wonder, shout, cry, whisper, murmur, mutter, yell, exclaim, shoot back, fire back, hit back, chip in,
    propose,
    recommend, advise, volunteer, elaborate, agree, deny, demand, plead, urge, remember, interject, continue, go on,
    start, begin, finish, laugh, smile, offer, snap, promise, pledge, threaten, concur, conclude, read, request
t: tell, inform, assure, remind, notify, brief, let know, advise, warn, convince
h: demand, observe, agree, propose, request, require, recommend, ask, urge, deny, doubt, accept, expect, anticipate,
    assume,
    dispute, promise, pledge, guarantee, threaten, undertake, decide, rule, resolve, determine, order, decree, hold,
    consider, regret, mean, know, understand, see, find, show, argue, mention, stipulate, proclaim, attest, certify,
    testify, profess, pretend, insinuate, intimate, reason, judge, deduce, presume, suppose, suspect, surmise,
    envisage, envision, foresee, hope, wish, prefer, rejoice, object, protest, grumble, brag, bemoan, deplore, lament,
    make plain, make it clear, make it plain, leave no doubt, give an assurance, give assurances, give its word,
    give his word, give her word, give notice, take the view, take the position, hold the view, be of the view,
    be of the opinion, be convinced, be confident, be certain, be sure, be adamant, be aware, be concerned, be worried,
    be afraid, be hopeful, be optimistic, be clear, be satisfied, be pleased, be glad, be sorry,
    express hope, express the hope, express confidence, express concern, express fear, express fears,
    express regret, voice hope, voice concern, raise the possibility, raise concerns, serve notice, send word,
    send a message, send a signal, issue a warning, note with concern, note with satisfaction, place on record,
    put on record, go on record as saying, be quoted as saying, be cited as saying, be reported as saying
n: reject, welcome, dismiss, oppose, support, back, endorse, condemn, denounce, deplore, regret, criticize, criticise,
    praise, applaud, commend, hail, thank, congratulate, salute, deny, dispute, contest, contradict, challenge,
    question, query, rule out, exclude, preclude, turn down, play down, play up, brush off, brush aside, shrug off,
    wave away, wave aside, rebuff, decry, deride, mock, ridicule, lambaste, slam, blast, attack, assail, castigate,
    rebuke, rap, fault, blame, defend, justify, advocate, champion, favor, favour, prefer, demand, request, seek,
    propose, offer, suggest, recommend, promise, pledge, guarantee, threaten, announce, confirm, acknowledge,
    concede, admit, reaffirm, affirm, reiterate, restate, renew, repeat, stress, emphasize, emphasise, underline,
    underscore, highlight, recall, mention, cite, quote, invoke, note, report, declare, proclaim, accept, approve,
    disown, disavow, repudiate, renounce, retract, withdraw from, back away from, back down from, walk back, row back
    on,
    distance itself from, distance himself from, distance herself from, distance themselves from,
    call for, call on, ask for, appeal for, appeal to, plead for, press for, push for, lobby for, argue for,
    argue against, argue in favor of, argue in favour of, speak of, speak out against, speak against,
    speak in favor of, speak in favour of, come out against, come out in favor of, come out in favour of,
    come out for, warn of, warn about, warn against, caution against, advise against, recommend against,
    complain of, complain about, protest against, protest about, protest at, object to, take issue with,
    take exception to, hit out at, lash out at, insist on, insist upon, hint at, point to, allude to, refer to,
    apologize for, apologise for, express support for, express regret over, express regret for, express concern over,
    express concern about, express concern at, express doubt about, express doubts about, express opposition to,
    express disappointment at, express, voice, profess, reserve, disagree with, agree with, concur with,
    side with, sympathize with, sympathise with, subscribe to, stand by, stick to, stick by, adhere to, hold to,
    cast doubt on, pour cold water on, throw cold water on, raise doubts about, raise objections to,
    take note of, make the case for, make the case against, lay out, set out, spell out, put forward,
    put on record, place on record, float, table, moot, outline, sketch, sidestep, dodge, evade, deflect, parry,
    duck, skirt, ignore, rubbish, scoff at, sneer at, bristle at, balk at, baulk at, bemoan, lament, mourn, resent,
    fear,
    doubt, mistrust, distrust, envisage, foresee, anticipate, expect, estimate, predict, forecast, want, desire, covet,
    consent to, agree to, agree on, agree upon, accede to, acquiesce in, assent to, commit to, commit itself to,
    commit himself to, commit herself to, commit themselves to,
    close the door to, close the door on, shut the door on, shut the door to, open the door to,
    leave the door open to, leave the door open for, leave open, keep open, hold open, leave open the possibility of,
    hold out the prospect of, raise the prospect of, raise the possibility of, draw the line at, put an end to,
    be opposed to, be against, be in favor of, be in favour of, be averse to, be open to, be amenable to,
    be in agreement with, be critical of, be wary of, be skeptical of, be sceptical of, be skeptical about,
    be sceptical about, be divided on, be divided over, be committed to, remain opposed to, remain committed to,
    remain open to, would prefer, deprecate, disapprove of, approve of, vouch for, attest to, testify to,
    ascribe, attribute, swear by, plump for, opt for, balk, shy away from, flag, query, tout, trumpet, vilify, bewail
i: promise, pledge, vow, swear, threaten, refuse, decline, offer, undertake, agree, consent, want, wish, hope, expect,
    intend, plan, propose, seek, demand, ask, request, claim, profess, aim, commit, commit itself, commit himself,
    commit herself, commit themselves, guarantee, prefer, resolve, aspire, desire, pretend, volunteer,
    be prepared, be ready, be willing, be unwilling, be reluctant, be determined, be keen, be eager, be committed,
    be happy, stand ready, declare itself ready, declare himself ready, declare herself ready,
    declare themselves ready, declare itself willing, declare itself prepared, declare themselves willing,
    declare themselves prepared, declare its readiness, declare its willingness, declare their readiness,
    express its readiness, express his readiness, express her readiness, express their readiness,
    express readiness, express willingness, express a willingness, express interest, express a desire,
    signal its readiness, signal readiness, signal willingness, signal its willingness, have no intention,
    have no plans, reserve the right, reaffirm its readiness,
    give an undertaking, make a pledge, make an offer, resist
e: urge, want, expect, ask, request, call on, call upon, implore, beg, entreat, exhort, appeal to, press, invite,
    encourage, challenge, order, instruct, advise, warn, tell, require, forbid, dare, beseech, prefer, wish, would like,
    believe, consider, intend, defy, counsel, remind, caution
o: accuse, suspect, charge
k: call, describe, characterize, characterise, brand, label, term, dub, deem, portray, depict, denounce, dismiss,
    condemn, hail, decry, regard, view, see, consider, name, pronounce, declare, put, rate, judge, paint, interpret
w: ask, wonder, question, inquire, enquire, query, explain, outline, describe, spell out, specify, show, discuss,
    make clear, set out, ponder, be divided on, be divided over, disagree on, disagree over, be unsure, be uncertain,
    know, demand to know, want to know, would like to know
wd: say, know, specify, disclose, reveal, indicate, make clear, confirm, explain, clarify, comment,
    predict, speculate, elaborate, be drawn, be sure, give details of, spell out, mention
nd: comment, discuss, elaborate, speculate, be drawn, confirm,
    confirm or deny, give details of, disclose, exclude, rule out, accept, reject, dismiss, commit to,
    close the door on, close the door to, condone, tolerate, contemplate, countenance, entertain,
    consider, recognize, recognise, agree to, support, say, dispute, deny, challenge, object to
hd: say, confirm, believe, think, accept, agree, doubt, deny, dispute, exclude, rule out, mention, confirm or deny
id: agree, expect, intend, plan, want, wish, hope, consent, accept
ed: expect, want
ld: comment, elaborate, be drawn, say, respond
nm: like, welcome, support, prefer, oppose, favor, favour
im: like, prefer, be prepared, be ready, be willing, be happy, agree, refuse, continue
"""
