"""What a harvest is held for, and what it is warned of."""

from batches.findings import Finding


class PreHarvestInterval(Finding):
    code = "pre-harvest-interval"
    vi = (
        "Chưa đủ thời gian cách ly: phun {product_name} ngày {sprayed_on}, cách ly {interval_days} ngày, "
        "được thu hoạch từ {first_allowed_on}; thu hoạch ngày {harvested_on}."
    )
    en = (
        "The pre-harvest interval was not over: {product_name} sprayed on {sprayed_on}, {interval_days} days, "
        "harvest allowed from {first_allowed_on}; harvested on {harvested_on}."
    )


class GrowingAreaCodeNotValid(Finding):
    code = "growing-area-code-not-valid"
    vi = "Mã số vùng trồng {growing_area_code} không có hiệu lực ngày {harvested_on}: {reason_vi}."
    en = "The growing-area code {growing_area_code} was not valid on {harvested_on}: {reason_en}."


class QuotaExceeded(Finding):
    code = "quota-exceeded"
    vi = (
        "Vượt sản lượng được cấp của mã {growing_area_code} vụ {season}: đã ghi {used_kg} kg, lô này {batch_kg} kg, "
        "được cấp {quota_kg} kg."
    )
    en = (
        "Over the quota of {growing_area_code} in season {season}: {used_kg} kg recorded before, this batch "
        "{batch_kg} kg, quota {quota_kg} kg."
    )


class YieldExceeded(Finding):
    code = "yield-exceeded"
    vi = (
        "Vượt sản lượng thửa {plot} có thể cho trong vụ từ {from_on} đến {to_on}: đã ghi {used_kg} kg, lô này "
        "{batch_kg} kg, dự kiến {expected_kg} kg, nhiều nhất {most_kg} kg."
    )
    en = (
        "More than plot {plot} can plausibly give from {from_on} to {to_on}: {used_kg} kg recorded before, this "
        "batch {batch_kg} kg, {expected_kg} kg expected, {most_kg} kg at most."
    )


class QuotaNearlyUsed(Finding):
    code = "quota-nearly-used"
    vi = "Mã {growing_area_code} vụ {season} đã dùng {used_percent} % sản lượng được cấp ({quota_kg} kg)."
    en = "{used_percent} % of the quota of {growing_area_code} in season {season} ({quota_kg} kg) is used."


class YieldAboveExpected(Finding):
    code = "yield-above-expected"
    vi = "Thửa {plot} đã vượt sản lượng dự kiến của vụ: {total_kg} kg trên {expected_kg} kg."
    en = "Plot {plot} has given more than expected this season: {total_kg} kg of {expected_kg} kg."


class NoValidGrowingAreaCode(Finding):
    code = "no-valid-growing-area-code"
    vi = "Thửa {plot} có mã số vùng trồng nhưng không mã nào có hiệu lực ngày {harvested_on}: lô không mang mã."
    en = "Plot {plot} is under growing-area codes, none of them valid on {harvested_on}: the batch carries none."


class SeveralGrowingAreaCodes(Finding):
    code = "several-growing-area-codes"
    vi = "Thửa {plot} thuộc nhiều mã số vùng trồng ({growing_area_codes}); chưa chọn mã nên lô không mang mã."
    en = (
        "Plot {plot} is under several growing-area codes ({growing_area_codes}); none was named, so the batch "
        "carries none."
    )


class FruitTooYoung(Finding):
    code = "fruit-too-young"
    vi = "Mới {days} ngày sau xổ nhụy (ghi ngày {flowered_on}); giống {variety} thường cần ít nhất {least} ngày."
    en = "Only {days} days after anthesis (recorded on {flowered_on}); {variety} usually needs at least {least}."


class DryMatterLow(Finding):
    code = "dry-matter-low"
    vi = "Chất khô {dry_matter_percent} % thấp hơn mức {least} % của giống {variety}."
    en = "Dry matter of {dry_matter_percent} % is under the {least} % of {variety}."


class OutsideCertificates(Finding):
    code = "outside-certificates"
    vi = (
        "Thửa {plot} không nằm trong phạm vi giấy chứng nhận nào có hiệu lực ngày {harvested_on}: "
        "lô không ghi chứng nhận."
    )
    en = "Plot {plot} is in the scope of no certificate valid on {harvested_on}: the batch claims none."


class VarietyDiffers(Finding):
    code = "variety-differs"
    vi = "Thửa {plot} ghi trồng giống {grown}, sản phẩm lại là giống {sold}."
    en = "Plot {plot} is entered as {grown}, the product is {sold}."


class HarvestsHeld(Finding):
    code = "harvests-held"
    vi = "Đã tạm giữ lô {lots}: theo nhật ký này thì lúc cắt chưa đủ thời gian cách ly."
    en = "Now on hold: {lots}. By this entry their pre-harvest interval was not over."


CODE_WARNINGS = frozenset({NoValidGrowingAreaCode.code, SeveralGrowingAreaCodes.code})
"""What is told when a growing-area code is chosen, once; the other warnings follow from the harvest itself."""
