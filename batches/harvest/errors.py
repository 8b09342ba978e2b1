"""What registering a harvest refuses."""

from batches.errors import DomainError


class HarvestInFuture(DomainError):
    code = "harvest-in-future"
    vi = "Ngày thu hoạch {harvested_on} còn ở tương lai: hôm nay là {today}."
    en = "The harvest day {harvested_on} is in the future: today is {today}."


class WeightNotPositive(DomainError):
    code = "weight-not-positive"
    vi = "Khối lượng phải lớn hơn 0 kg, nhận được {net_weight_kg} kg."
    en = "The weight must be above 0 kg, got {net_weight_kg} kg."
