"""What do the rules say of these facts? Facts in, findings out, three-valued; nothing here decides a case."""

from ikrar.core.assess.answers import as_record
from ikrar.core.assess.facts import BadFacts, Facts, read_facts
from ikrar.core.assess.weighing import Assessment, Finding, assess

__all__ = ["Assessment", "BadFacts", "Facts", "Finding", "as_record", "assess", "read_facts"]
