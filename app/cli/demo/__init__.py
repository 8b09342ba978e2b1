"""The demo: three cooperatives in Đồng Tháp, invented and marked so for ever, made by the API's own services."""
