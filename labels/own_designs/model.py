"""Own designs as they are kept."""

from labels.catalogues.model import OwnItem


class OwnDesign(OwnItem):
    """A design of an organisation; its document is JSON of `Design.to_dict`."""

    __tablename__ = "label_design"
