import type { Lexicon } from './lexicon.ts';

export const en: Lexicon = {
  asks_for_manager: `
    speak to a manager, speak with a manager, speak to your manager, speak with your manager
    speak to the manager, speak with the manager, talk to a manager, talk to your manager
    talk to the manager, talk with a manager, get me a manager, get me your manager
    want a manager, want your manager, need a manager, call your manager
    speak to a supervisor, speak to your supervisor, speak with a supervisor
    talk to a supervisor, talk to your supervisor, want a supervisor, need a supervisor
    get me a supervisor, someone higher up, somebody higher up, someone senior
    somebody senior, someone in charge, somebody in charge, person in charge
    someone with authority, higher authority, escalate this, escalate my, escalate it
    your superior, your superiors, speak to management, talk to management
    upper management, a real person, an actual human, someone competent
  `,
  argues: `
    customer service fail, failed me, you failed, keep failing me, epic fail
    unacceptable, not acceptable, ridiculous, outrageous, disgraceful, disgrace, absurd
    appalling, appalled, a joke, total joke, this is nonsense, makes no sense, worst
    terrible, horrible, horrendous, awful, pathetic, useless, worthless, incompetent, incompetence
    fed up, sick of, had enough, tired of waiting, waste of time, waste of money, wasting my time
    never again, never flying, never buying, never using, lost a customer, losing a customer
    losing my business, lost my business, take my business elsewhere, rip off, ripoff, ripped off
    rip-off, scam, scammed, scammers, fraudulent, you lied, you are lying, you're lying, liars
    lied to me, broken promise, you promised, how dare you, no excuse, inexcusable
    unbelievable, how many times, third time, for the third time, again and again
    over and over, nobody answers, no one answers, no response, no reply, still waiting
    still no, been waiting, hung up on me, ignored me, ignoring me, don't care, dont care
    doesn't care, bad service, poor service, terrible service, customer service fail
    disappointed, disappointing, frustrated, frustrating, furious, angry
    infuriating, insulting, insulted, disgusted, disgusting, very unhappy, want my money back
    give me my money back, demand a refund, i demand, do your job, shame on you, shameful
    bullshit, total bs, wtf, wth, ffs, sucks, this is a mess, nightmare, joke of a
    not good enough, not true, that is wrong, that's wrong, you are wrong, you're wrong
    last chance, last warning, final warning
  `,
  abuses: `
    fuck*, f*ck*, fck, fcking, f**k*, fuk, fukin, motherfuck*, stfu, gtfo, shithead*
    shitty, piece of shit, full of shit, bitch*, b*tch*, biatch, bastard*, asshole*, a**hole*
    arsehole*, asshat*, jackass*, dumbass*, dumb ass, dickhead*, dick head, prick, pricks, cunt*
    c*nt*, twat*, wanker*, pussy, pussies, whore*, slut*, skank*, scumbag*, scum
    douche*, moron*, idiot*, imbecile*, retard*, stupid people, you stupid, you're stupid
    you are stupid, so stupid, are you stupid, stupid company, are you dumb, you dumb, dumb people
    brainless, braindead, brain dead, shut up, shut the hell up, go to hell
    rot in hell, burn in hell, drop dead, kill yourself, kys, screw you, damn you, piss off
    pissed off, suck my, kiss my ass, bite me, faggot*, fag, fags
    tranny, nigger*, nigga*, niggah*, chink*, wetback*, redneck*, white trash
    paki*, raghead*, towelhead*, gook*, kike*, cripple, ugly ass, lazy ass
    dumb fuck*, degenerate*, vermin, subhuman*, i hate you, hate you all, hope you die
    filthy animal*, crook*, thieves, thief, con artist*, con artists
  `,
  threatens_review: `
    post on facebook, post on twitter, posting on facebook, posting on twitter, post on tiktok, post it on
    post about this, all over social media, post on social media, to social media, review on yelp
    bad review, negative review, one star, one-star, 1 star, 1-star, zero stars, leave a review
    write a review, post a review, trustpilot
    google review, google reviews, app store review, tell everyone, tell all my friends
    tell my friends, warn everyone, warn others, post this on, post this everywhere
    go viral, make this viral
    name and shame, spread the word, everyone will know, my followers
  `,
  threatens_press: `
    the press, the media, to the media, news station, tv station, newspaper*, journalist*
    reporters, go public, going public, consumer watchdog, watchdog programme
    local news, national news, channel 4 news, investigative
  `,
  threatens_regulator: `
    the regulator, regulators, regulatory authority, chargeback with my bank, do a chargeback
    file a chargeback, report you, reporting you
    ombudsman, consumer protection, consumer affairs, trading standards
    better business bureau, attorney general, consumer rights
    data protection authority, financial conduct authority, ofcom
    dispute the charge, file a complaint with, formal complaint
    report you to, reporting you to, report this to the police, go to the police
    calling the police, call the police
  `,
  threatens_lawyer: `
    my legal team, our legal team, our legal department, hear from my, in court with
    lawyer*, attorney, attorneys, solicitor*, legal action, legal proceedings
    sue you, suing you, sue your, will sue, going to sue, gonna sue
    lawsuit*, law suit, class action, small claims, take you to court, see you in court
    taking you to court, court action, press charges, breach of contract, legal counsel
  `,
};
