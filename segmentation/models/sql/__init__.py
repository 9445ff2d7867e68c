"""The rule of a model as one SELECT, for every dialect of SQL."""

from segmentation.models.sql.dialects import TESTED

__all__ = ["TESTED"]
