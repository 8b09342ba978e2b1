"""Own stocks as they are kept."""

from labels.catalogues.model import OwnItem


class OwnStock(OwnItem):
    """A stock of an organisation; its document is JSON of the attributes of a `Stock`."""

    __tablename__ = "label_stock"
