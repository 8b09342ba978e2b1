"""What products refuse."""

from batches.errors import DomainError


class GtinTaken(DomainError):
    code = "gtin-taken"
    vi = "GTIN {gtin} đã thuộc về một sản phẩm khác."
    en = "The GTIN {gtin} belongs to another product."


class ProductInUse(DomainError):
    code = "product-in-use"
    vi = (
        "Đã có lô của sản phẩm {product}, nên GTIN và cấp bao gói không đổi được nữa: đang là {met}, "
        "nhận được {got}. Nếu là hàng khác, hãy tạo sản phẩm mới."
    )
    en = (
        "Batches of {product} exist, so its GTIN and level stay: they are {met}, got {got}. "
        "If other goods are meant, enter a new product."
    )


class ContentsOfCartonsOnly(DomainError):
    code = "contents-of-cartons-only"
    vi = "Chỉ thùng mới ghi bên trong có gì (contains); sản phẩm này ở cấp “{level}”, cần “carton”."
    en = "Only a carton says what it contains; this product is of level “{level}”, expected “carton”."


class CartonContainsFruit(DomainError):
    code = "carton-contains-fruit"
    vi = "Bên trong thùng phải là sản phẩm cấp trái (fruit), nhưng {product} ở cấp “{level}”."
    en = "A carton contains a product of level “fruit”, but {product} is of level “{level}”."


class FruitGtinIsGtin13(DomainError):
    code = "fruit-gtin-is-gtin-13"
    vi = (
        "GTIN {gtin} bắt đầu bằng số {indicator}, là mã của thùng; một trái cần GTIN-13 (hoặc GTIN-8, GTIN-12), "
        "lưu thành 14 số bắt đầu bằng 0."
    )
    en = (
        "GTIN {gtin} begins with {indicator}, as a carton's does; a fruit has a GTIN-13 (or GTIN-8, GTIN-12), "
        "kept as 14 digits that begin with 0."
    )


class VariableCartonNeedsIndicatorNine(DomainError):
    code = "variable-carton-needs-indicator-9"
    vi = (
        "Thùng cân từng thùng (measure = variable) cần GTIN-14 bắt đầu bằng số 9, nhưng {gtin} bắt đầu "
        "bằng số {indicator}."
    )
    en = (
        "A carton sold by weight (measure = variable) has a GTIN-14 that begins with 9, but {gtin} begins "
        "with {indicator}."
    )


class IndicatorNineIsVariable(DomainError):
    code = "indicator-9-is-variable"
    vi = "GTIN {gtin} bắt đầu bằng số 9, chỉ dành cho thùng cân từng thùng: cần measure = variable."
    en = "GTIN {gtin} begins with 9, which only a carton sold by weight has: expected measure = variable."


class ImageNotPublic(DomainError):
    code = "image-not-public"
    vi = (
        "Ảnh {image} chưa công khai, nên người mua không xem được. Nhờ quản lý công khai ảnh "
        "(visibility = public) rồi gửi lại."
    )
    en = (
        "The picture {image} is private, so buyers could not see it. Let a manager publish it "
        "(visibility = public), then send this again."
    )
