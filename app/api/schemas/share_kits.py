"""The shape of a share kit."""

from marshmallow import Schema, fields

from app.api.fields import Id


class ShareKitOut(Schema):
    batch_id = Id(required=True)
    lot = fields.String(required=True)
    link = fields.String(
        required=True, metadata={"description": "The lot's page, on the host that labels name"}
    )
    text = fields.String(required=True, metadata={"description": "In Vietnamese, with the link at its end"})
    photo = fields.String(
        required=True, allow_none=True, metadata={"description": "The product's, public; null without one"}
    )
    qr_svg = fields.String(required=True, metadata={"description": "The link as a QR code"})
    qr_png = fields.String(required=True, metadata={"description": "The same, black and white, for print"})
