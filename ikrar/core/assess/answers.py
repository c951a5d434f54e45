"""How is an assessment written down? Exactly the keys of the interface, and three more: permitted, aggravating, competent."""

from ikrar.core.assess.known import Read
from ikrar.core.assess.weighing import Assessment, Finding
from ikrar.core.rulebook import Class, Level, Question

Record = dict[str, object]


def as_record(it: Assessment) -> Record:
    """A JSON object. Where no rule speaks, class and level say `other` and `unsettled`."""
    heaviest = it.heaviest
    return {
        "id": it.id,
        "violation": it.violation,
        "class": heaviest.class_ if heaviest else Class.OTHER,
        "sanction_level": heaviest.level if heaviest else Level.UNSETTLED,
        "findings": [_finding(one) for one in it.findings],
        "possible": [_possible(one) for one in it.possible],
        "not_regulated": list(it.not_regulated),
        "ask": [_question(one) for one in it.ask],
        "stage": _read(it.stage),
        "phase": _read(it.phase),
        "permitted": [
            {
                "permit": one.code,
                "norm": one.norm,
                "beside": list(one.beside),
                "source": one.source,
                "confidence": one.confidence,
            }
            for one in it.permitted
        ],
        "aggravating": list(it.aggravating),
        "competent": {"decides": list(it.track.decides), "forward": list(it.track.forward)} if it.track else {},
    }


def _finding(one: Finding) -> Record:
    rule = one.rule
    return {
        "rule": rule.code,
        "norm": rule.norm,
        "class": rule.class_,
        "level": rule.level,
        "range": rule.range,
        "because": list(one.because),
        "source": rule.source,
        "confidence": rule.confidence,
    }


def _possible(one: Finding) -> Record:
    settled = [{"fact": c.fact, "is": sorted(c.values), "not": c.but_not} for c in one.unsettled_by]
    return {**_finding(one), "settled_by": settled}


def _question(one: Question) -> Record:
    return {"fact": one.fact, "question": one.text}


def _read(one: Read) -> Record:
    return {"value": one.value, "from": one.origin, "possible": list(one.possible)}
