"""Words with which an action begins: a verb that says what is to be done."""

from actionbook.plan.late import late

__all__ = ["OPENS_ACTION", "asks_to_do"]

_VERBS = (
    "Achieve|Adopt|Agree|Appoint|Approve|Arrange|Assess|Build|Carry|Circulate|Clarify|Commission"
    "|Communicate|Complete|Conduct|Consult|Continue|Create|Define|Deliver|Develop|Devise"
    "|Disseminate|Embed|Encourage|Engage|Enhance|Ensure|Establish|Evaluate|Extend|Finalise"
    "|Formalise|Identify|Implement|Improve|Include|Increase|Integrate|Introduce|Invest"
    "|Investigate|Launch|Maintain|Make|Negotiate|Organise|Prepare|Produce|Promote|Provide|Publish"
    "|Raise|Recruit|Redesign|Reduce|Refresh|Restructure|Revise|Secure|Seek|Simplify|Strengthen"
    "|Streamline|Submit|Undertake|Update"
)
# These are nouns as often: an action begins with one only where the words go on in small letters.
_NOUNS_TOO = (
    "Audit|Design|Draft|Hold|Link|Map|Monitor|Operate|Pilot|Plan|Put|Report|Review|Roll|Set|Share"
    "|Support|Survey|Tell|Test|Train|Use|Work|Write"
)
OPENS_ACTION = late(
    rf"(?<![\w’'&])(?:(?:{_VERBS})\b|(?:{_NOUNS_TOO})(?=\s+[a-z])"
    r"|[A-Z][a-z]+(?:tion|sion|ment|ance|ing|al)\s+of\b)"
)
"""Where an action begins within a text: a verb, or the noun made of one and "of"."""

_VERB = late(
    rf"(?:(?:{_VERBS})\s+\w|(?:{_NOUNS_TOO})\s+(?!(?:for|of|and|in|to|by|with|on|from|at)\b)[a-z])"
)
_PLAIN = late(
    r"(?:Add|Amend|Ask|Book|Bring|Buy|Check|Clean|Close|Collect|Confirm|Consider|Contact|Discuss"
    r"|Explore|Fit|Gather|Get|Give|Install|Invite|Issue|Keep|Meet|Mend|Move|Order|Paint|Remove"
    r"|Repair|Replace|Ring|Send|Show|Start|Stop|Take)\s+[a-z]"
)
# "Review the policy" asks for it; "Improving the service" and "In the community" do not.
_OBJECT = late(
    r"(?!\w+ing\b|(?:In|On|At|For|From|Of|With|By|To|Under|Over|About|Behind|Across|Within|Beyond"
    r"|Into|Around|And|All|What|How|Why|Who|Is|Are)\b)[A-Z][a-z]+\s+(?:up\s+|out\s+)?"
    r"(?:the|a|an|all|each|every|our|its|their|any|this|these|how|whether|that)\s"
)


def asks_to_do(text: str) -> bool:
    """Whether words say what is to be done, as an action's do and those of a heading do not."""
    return any(shape.match(text) for shape in (_VERB, _PLAIN, _OBJECT))
