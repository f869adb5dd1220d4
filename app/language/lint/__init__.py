"""The easy-read lint: rules for messages and for pages, in two registers.

`python -m app.language.lint` checks the words of the portal itself.
"""

from app.language.lint.message import Finding, Message
from app.language.lint.rules import RULES, hints, message_findings

__all__ = ["RULES", "Finding", "Message", "hints", "message_findings"]
