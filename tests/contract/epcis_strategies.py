"""Events of each kind that EPCIS can say, generated, as far as the reference implementation can read them."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from batches.events.cbv import BIZ_STEPS, DISPOSITIONS, is_cbv_word

CAPITALS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ-"
codes = st.text(CAPITALS, min_size=1, max_size=20)
hosts = st.sampled_from(
    ["https://id.gs1.org", "https://txng.example.vn", "http://127.0.0.1:8000", "http://localhost"]
)
gtins = st.sampled_from(["09521234543213", "9521234543213", "04012345123456", "00000096385074", "96385074"])
uris = st.one_of(
    st.builds("{}/01/{}/10/{}".format, hosts, gtins, codes),
    st.builds("{}/01/{}/21/{}".format, hosts, gtins, codes),
    st.builds("{}/01/{}/10/{}/21/{}".format, hosts, gtins, codes, codes),
    st.builds("{}/01/{}?linkType=all".format, hosts, gtins),
    st.builds("{}/00/{}".format, hosts, st.text("0123456789", min_size=18, max_size=18)),
    st.builds("{}/414/8934567890123/254/{}".format, hosts, codes),
    st.builds("{}/417/8934567890123".format, hosts),
    st.builds("{}/class/{}.{}".format, hosts, codes, codes),
    st.builds("{}/loc/plot/{}".format, hosts, codes),
    st.builds("urn:uuid:{}".format, st.uuids()),
)
numbers = st.one_of(
    st.integers(-(10**12), 10**12), st.decimals(0, 10**6, places=3).map(float), st.floats(-1e9, 1e9, width=32)
)
texts = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["Ri6", " 007.50 ", "1_000", "１２", "+3", "ronguon:x", "cbvmda:x", "a:b", "2026-05-01", "1E5"]
    ),
    st.sampled_from(["0.0", "-0", ".5", "", "nan", "Sầu riêng Chín Hóa"]),
    uris,
).filter(lambda text: not (is_cbv_word(text) or _is_infinite(text)))
names = st.text("abcXYZ_019", min_size=1, max_size=8).map("ronguon:{}".format)
values = st.recursive(
    st.one_of(texts, numbers, st.booleans()),
    lambda inner: st.one_of(
        st.lists(inner.filter(lambda value: not isinstance(value, list)), max_size=3),
        st.dictionaries(names, inner, max_size=3),
    ),
    max_leaves=6,
)
extensions = st.dictionaries(names, values, max_size=3)
# The reference fails where rounding to milliseconds carries into the next second.
times = st.builds(
    lambda second, microsecond: (
        datetime.fromtimestamp(second, UTC).replace(microsecond=microsecond).isoformat()
    ),
    st.integers(0, 4_000_000_000),
    st.integers(0, 999_499),
)
instants = st.one_of(
    times,
    st.sampled_from(["2026-05-01T00:00:00+07:00", "2026-05-01T08:15:30.125+07:00", "2026-05-01T01:00:00Z"]),
)
quantities = st.lists(
    st.fixed_dictionaries(
        {"epcClass": uris}, optional={"quantity": numbers, "uom": st.sampled_from(["KGM", "GRM"])}
    ),
    max_size=3,
)
epcs = st.lists(uris, max_size=4)
words = st.sampled_from(sorted(DISPOSITIONS))


def _is_infinite(text: str) -> bool:
    """The reference stops at an infinity (OverflowError): there is nothing to compare with."""
    try:
        return float(text) in {float("inf"), float("-inf")}
    except ValueError:
        return False


def _pairs(name: str, kinds: list[str]) -> st.SearchStrategy[list[dict[str, str]]]:
    return st.lists(st.fixed_dictionaries({name: uris, "type": st.sampled_from(kinds)}), max_size=3)


_shared = {
    "recordTime": instants,
    "eventID": st.just("ni:///sha-256;00?ver=CBV2.0"),
    "certificationInfo": st.one_of(uris, st.lists(uris, max_size=2)),
    "errorDeclaration": st.just({"declarationTime": "2026-05-03T00:00:00Z", "reason": "incorrect_data"}),
    "bizStep": st.sampled_from(
        [*sorted(BIZ_STEPS), "https://ref.gs1.org/cbv/BizStep-packing", "urn:epcglobal:cbv:bizstep:packing"]
    ),
    "disposition": words,
    "readPoint": st.fixed_dictionaries({"id": uris}),
    "bizLocation": st.fixed_dictionaries({"id": uris}),
    "sourceList": _pairs("source", ["owning_party", "possessing_party", "location"]),
    "destinationList": _pairs("destination", ["owning_party", "possessing_party", "location"]),
    "bizTransactionList": _pairs("bizTransaction", ["po", "inv", "desadv"]),
}
_persistent = st.fixed_dictionaries(
    {}, optional={"set": st.lists(words, max_size=3), "unset": st.lists(words, max_size=3)}
)


def _events(kind: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    needed = {"type": st.just(kind), "eventTime": instants, "eventTimeZoneOffset": st.just("+07:00")}
    own = st.fixed_dictionaries(needed, optional=_shared | fields)
    return st.builds(lambda event, extra: {**extra, **event}, own, extensions)


actions = st.sampled_from(["ADD", "OBSERVE", "DELETE"])
object_events = _events(
    "ObjectEvent",
    action=actions,
    epcList=epcs,
    quantityList=quantities,
    persistentDisposition=_persistent,
    ilmd=st.builds(
        lambda extra, day: extra | {"cbvmda:harvestStartDate": day}, extensions, st.dates().map(str)
    ),
)
aggregation_events = _events(
    "AggregationEvent", action=actions, parentID=uris, childEPCs=epcs, childQuantityList=quantities
)
transformation_events = _events(
    "TransformationEvent",
    transformationID=uris,
    inputEPCList=epcs,
    inputQuantityList=quantities,
    outputEPCList=epcs,
    outputQuantityList=quantities,
    persistentDisposition=_persistent,
    ilmd=extensions,
)
