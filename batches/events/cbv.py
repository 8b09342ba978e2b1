"""The words of CBV 2.0, and our one extension namespace. Frozen: the hash of every event depends on them."""

from typing import Final

PREFIX: Final = "ronguon"
NAMESPACE: Final = "https://ronguon.vn/ns/epcis/"
MASTER_DATA_PREFIX: Final = "cbvmda"
MASTER_DATA_NAMESPACE: Final = "urn:epcglobal:cbv:mda:"

CONTEXT: Final[tuple[str | dict[str, str], ...]] = (
    "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
    # GS1's context has cbvmda with the same meaning; it is said again because implementations of the hash
    # only know the prefixes that the document itself declares.
    {PREFIX: NAMESPACE, MASTER_DATA_PREFIX: MASTER_DATA_NAMESPACE},
)
"""`@context` of every document that carries our events."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BIZ_STEPS: Final = _words(
    """accepting arriving assembling collecting commissioning consigning creating_class_instance
    cycle_counting decommissioning departing destroying disassembling dispensing encoding entering_exiting
    holding inspecting installing killing loading other packing picking receiving removing repackaging
    repairing replacing reserving retail_selling sampling sensor_reporting shipping staging_outbound
    stock_taking stocking storing transporting unloading unpacking void_shipping"""
)
DISPOSITIONS: Final = _words(
    """active available completeness_inferred completeness_verified conformant container_closed container_open
    damaged destroyed dispensed disposed encoded expired in_progress in_transit inactive mismatch_class
    mismatch_instance mismatch_quantity needs_replacement no_pedigree_match non_conformant non_sellable_other
    partially_dispensed recalled reserved retail_sold returned sellable_accessible sellable_not_accessible
    stolen unavailable unknown"""
)
BIZ_TRANSACTION_TYPES: Final = _words(
    "bol cert desadv inv pedigree po poc prodorder recadv rma testprd testres upevt"
)
SOURCE_DESTINATION_TYPES: Final = _words("location owning_party possessing_party")
ERROR_REASONS: Final = _words("did_not_occur incorrect_data")
SENSOR_COMPONENTS: Final = _words(
    """altitude axial_distance azimuth easting elevation_angle height latitude longitude northing polar_angle
    spherical_radius x y z"""
)

_ROOT: Final = "https://ref.gs1.org/cbv"
_KINDS: Final = {
    "BizStep": BIZ_STEPS,
    "Disp": DISPOSITIONS,
    "BTT": BIZ_TRANSACTION_TYPES,
    "SDT": SOURCE_DESTINATION_TYPES,
    "ER": ERROR_REASONS,
    "Comp": SENSOR_COMPONENTS,
}
CBV_URIS: Final = frozenset(f"{_ROOT}/{kind}-{word}" for kind, words in _KINDS.items() for word in words)
_TAILS: Final = frozenset(
    uri[at + 1 :] for uri in CBV_URIS for at, character in enumerate(uri) if character in "-/"
)
_VOCABULARIES: Final = (_ROOT, "https://gs1.org/voc", "urn:epc")


def word_uri(kind: str, word: str) -> str:
    """The URI that stands for a CBV word in a hash; kind is `BizStep`, `Disp`, `BTT`, `SDT`, `ER` or `Comp`.

    What is no word of that kind (a URI already, for example) comes back unchanged.
    """
    return f"{_ROOT}/{kind}-{word}" if word in _KINDS[kind] else word


def is_cbv_word(text: str) -> bool:
    """Whether the reference hash may replace `text` by a CBV URI, wherever in the event it stands.

    It replaces any value that is the end of a CBV URI of the same event after a `-` or `/`: the bare word,
    but also `BizStep-packing`. URIs of the CBV or of GS1's web vocabulary count too, since their own ends
    would replace other values, and EPC URNs, which it rewrites.
    """
    return text in _TAILS or text.strip().startswith(_VOCABULARIES)
