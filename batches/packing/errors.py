"""What packing refuses."""

from batches.errors import DomainError


class WeightsDoNotAddUp(DomainError):
    code = "weights-do-not-add-up"
    vi = (
        "Khối lượng không khớp: đầu vào {input_kg} kg, thành phẩm {output_kg} kg, loại bỏ {rejected_kg} kg, "
        "hao hụt {shrinkage_kg} kg; cần đầu vào = thành phẩm + loại bỏ + hao hụt."
    )
    en = (
        "The weights do not balance: {input_kg} kg in, {output_kg} kg packed, {rejected_kg} kg rejected, "
        "{shrinkage_kg} kg lost; expected in = packed + rejected + lost."
    )


class PackedInFuture(DomainError):
    code = "packed-in-future"
    vi = "Ngày đóng gói {packed_on} còn ở tương lai: hôm nay là {today}."
    en = "The packing day {packed_on} is in the future: today is {today}."


class PackedBeforeHarvest(DomainError):
    code = "packed-before-harvest"
    vi = "Ngày đóng gói {packed_on} trước ngày {made_on}, khi lô {lot} được cắt hay đóng gói."
    en = "The packing day {packed_on} is before {made_on}, when batch {lot} was cut or packed."


class PackingHouseMissing(DomainError):
    code = "packing-house-missing"
    vi = "Đóng gói cho thị trường {market} thì phải ghi cơ sở đóng gói."
    en = "Packing for the market {market} needs a packing house."


class PackingHouseNotActive(DomainError):
    code = "packing-house-not-active"
    vi = "Cơ sở đóng gói {packing_house_code} không hoạt động ngày {packed_on}: {status_vi}."
    en = "The packing house {packing_house_code} was not active on {packed_on}: it was {status}."


class GrowingAreaCodeMissing(DomainError):
    code = "growing-area-code-missing"
    vi = "Lô {lot} không mang mã số vùng trồng cho thị trường {market}."
    en = "Batch {lot} carries no growing-area code for the market {market}."


class PackingHouseNotAuthorised(DomainError):
    code = "packing-house-not-authorised"
    vi = (
        "Mã số vùng trồng {growing_area_code} của lô {lot} không cho phép cơ sở {packing_house_code} "
        "đóng gói ngày {packed_on}."
    )
    en = (
        "The growing-area code {growing_area_code} of batch {lot} does not authorise {packing_house_code} "
        "to pack on {packed_on}."
    )


class SeveralCodesInCarton(DomainError):
    code = "several-codes-in-carton"
    vi = "Thùng đi Trung Quốc chỉ được chứa một mã số vùng trồng, ở đây có {growing_area_codes}."
    en = "A carton for China holds fruit of one growing-area code, here are {growing_area_codes}."
