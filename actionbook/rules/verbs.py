"""The verbs that actions begin with, and those that promise nothing."""

import re

from actionbook.plan.late import late

__all__ = ["first_word", "is_verb", "opening_word", "weak_verb"]

_WORDS = """
    abolish accelerate accept achieve acquire act adapt add address adjust administer adopt
    advance advertise advise agree aim align allocate allow alter amend analyse analyze announce
    apply appoint appraise approach approve arrange articulate ask assemble assess assign assist
    assure attach attempt attend audit authorise automate await award backfill ballot base be
    begin benchmark brief bring broaden budget build buy calculate call campaign canvass capture
    carry cascade catalogue cater cease celebrate centralise certify chair challenge champion
    change charge chase check choose circulate cite clarify classify clean cleanse clear clone
    close co-design co-develop co-ordinate coach codify collaborate collate collect combine
    commence commission commit communicate compare compel compete compile complement complete
    comply compose concentrate conclude condense conduct configure confirm connect consent
    conserve consider consolidate constitute construct construe consult contact contain contest
    continue contract contribute control convene convert convey convince coordinate cost cover
    create cross-check cultivate curb customise cut de-clutter deal debate decide declare
    decommission decrease dedicate deepen defend defer define delegate delete deliver demolish
    demonstrate depict deploy describe design designate detail detect deter determine develop
    devise diagnose digitise direct disaggregate disband discharge disclose discontinue discuss do
    dispose disseminate dissolve distribute diversify divide document double download draft draw
    drive drop earmark educate elaborate elect elevate eliminate embark embed emphasise employ
    empower enable encourage end endeavor endeavour endorse enforce engage enhance enlarge
    enquire enrich enrol ensure enter entrust envisage equalise equip erect escalate establish
    estimate evaluate evidence examine exchange exclude execute exempt exercise expand expedite
    explain exploit explore expose extend extract facilitate familiarise fast-track feature feed
    fill finalise finalize finance find finish fit fix flag focus follow forecast form formalise
    formalize format formulate fortify forward foster frame free front front-load fulfil fund
    future-proof gain gather generate get give go govern grant group grow guarantee guide halve
    hand handle harmonise harness hasten have heighten help highlight hire hold honour hope host
    house identify illustrate implement import improve incentivise include incorporate increase
    induce induct influence inform initiate inject innovate input insert insist insource inspect
    inspire install instigate institute instruct integrate intensify interrogate interview
    introduce invest investigate invite involve issue itemise join justify keep kick launch lay
    lead learn lease let level lever leverage liaise liberate license limit link list lobby
    localise locate lodge log look lower mainstream maintain make manage mandate map market
    master match maximise measure mediate meet mentor merge migrate minimise minute mitigate
    mobilise model modernise modify monitor motivate move name negotiate network nominate
    normalise note notify nurture observe obtain obviate offer offset onboard open operate
    optimise order organise organize orient outline outsource overcome overhaul oversee own
    package participate pass pay peer-review perform permit phase pilot pinpoint place plan
    plant play pledge pool populate position post practise prepare present press prevent price
    print prioritise probe proceed process procure produce profile programme progress prohibit
    project promote prompt promulgate propose protect provide publicise publish pull purchase
    pursue push put quantify raise ratify rationalise re-design re-establish re-focus re-issue
    re-launch re-let re-open re-run re-tender re-write reach reaffirm realign realise reallocate
    reappoint reappraise reassess rebalance rebrand rebuild recalculate recast receive recognise
    recommend reconcile reconfigure reconsider reconvene record recoup recover recruit rectify
    recycle redeploy redesign redevelop redirect redistribute redraft reduce refer refine
    reflect refocus reform reframe refresh refurbish regenerate register regularise regulate
    rehearse rehouse reinforce reinstate reinvest reissue reiterate relaunch relay release
    relieve relocate rely remain remedy remind remit remodel remove renegotiate renew renovate
    reopen reorganise repair repeat replace replicate report represent reprioritise request
    require research reset reshape resolve resource respond restate restore restrict restructure
    resume retain retender rethink retire retrain retrofit return reuse reverse review revise
    revisit revitalise revoke reward rewrite ring-fence risk-assess roll rotate run safeguard
    sample sanction save scale scan schedule scope score scrap scrutinise seal search secure see
    seek segment select self-assess sell send separate sequence serve set set-up settle shadow
    shape share shift shorten show showcase sign signal signpost simplify site socialise solve
    source specialise specify speed split sponsor spot-check spread stabilise staff stage
    standardise start state steer step stimulate stocktake stop store streamline strengthen
    stress strive structure study subdivide submit subscribe substitute subsume suggest
    summarise supervise supplement supply support surface survey suspend sustain switch
    systematise tabulate tackle tailor take target task teach tell tender terminate test think
    tidy tie tighten top-slice trace track trade train transfer transform transition translate
    treat triage trial trim triple troubleshoot try turn unblock uncover underpin understand
    undertake undo unify unite unlock update upgrade uphold upload upskill use utilise vacate
    validate value vary verify vet view visit visualise vote wait walk warn watch weigh welcome
    widen win wind withdraw work write
"""
_VERBS = frozenset(_WORDS.split())
_SPELT = late(r"[a-z-]+(?:ise|ize|ify)")
_NOT_VERBS = frozenset({"exercise", "expertise", "enterprise", "otherwise", "likewise", "size"})
_MARKS = late(
    r"^\s*(?:[-•*·–—▪◦●]\s*|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]\s+|(?:action|step)\s*\d*\s*[:.-]\s*)+",
    re.IGNORECASE,
)
_LEADING = late(
    r"^(?:(?:to|and|then|also|please|jointly|fully|not|we|officers|members|the council|council)"
    r"\s+(?:(?:will|to|should|shall|must)\s+)?|[a-z]+ly,?\s+)+",
    re.IGNORECASE,
)
_WEAK = late(
    r"(?:continue|consider|explore|look\s+(?:at|into)|seek\s+to|aim\s+to|endeavou?r\s+to|try\s+to"
    r"|attempt\s+to|think\s+about|strive\s+to|hope\s+to|work\s+towards?|note\b|be\s+(?:aware|mindful)"
    r"|reflect\s+on|give\s+(?:consideration|thought)|await|remain|have\s+regard|bear\s+in\s+mind"
    r"|investigate\s+whether|discuss\s+whether|raise\s+awareness)\b",
    re.IGNORECASE,
)


def _opening(text: str) -> str:
    """*text* without a list's mark, "to" and adverbs before its first word."""
    bare = _MARKS.sub("", text)
    return _LEADING.sub("", bare).strip(" \"'“‘([")


def opening_word(text: str) -> str:
    """The first word that ought to be a verb, as it is typed."""
    found = re.match(r"[\w’'-]+", _opening(text))
    return found[0] if found else ""


def first_word(text: str) -> str:
    """The first word that ought to be a verb, in small letters."""
    return opening_word(text).casefold()


def is_verb(word: str) -> bool:
    """Whether *word*, in small letters, is one that an action can begin with."""
    if word in _VERBS:
        return True
    parts = word.split("-")
    if len(parts) > 1 and (parts[-1] in _VERBS or parts[0] in _VERBS):
        return True
    if word.startswith("re") and word[2:] in _VERBS:
        return True
    return _SPELT.fullmatch(word) is not None and word not in _NOT_VERBS


def weak_verb(text: str) -> str:
    """The weak verb that *text* begins with, "" where it begins otherwise."""
    found = _WEAK.match(_opening(text))
    return found[0] if found else ""
