"""Label designs as data: elements, fields, text fitting."""
