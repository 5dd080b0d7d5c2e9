"""The page of the public views, from the frame they share with the API."""

from tracker.frame.page import BadMonth, Page, asked_month

__all__ = ["BadMonth", "Page", "asked_month"]
