"""The administrator's desk: 陈 logged in, and forms filled as a browser would send them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse


def typed(response: Any, **changes: Any) -> dict[str, Any]:
    """What the browser sends of a change form when the person typed `changes` and nothing else."""
    forms = [response.context["adminform"].form]
    for inline in response.context.get("inline_admin_formsets", []):
        forms += [inline.formset.management_form, *inline.formset.forms]
    sent: dict[str, Any] = {}
    for form in forms:
        for field in form:
            value = field.value()
            shown = (
                {True: "on", False: None}[value] if isinstance(value, bool) else field.field.widget.format_value(value)
            )
            if shown not in (None, "", [], [""]):
                sent[field.html_name] = shown
    return {name: value for name, value in (sent | changes).items() if value is not None}


@pytest.fixture
def desk(client: Client, admin) -> Client:
    """A browser in which the administrator is logged in."""
    client.force_login(admin)
    return client


@pytest.fixture
def change(desk) -> Callable[..., HttpResponse]:
    """Open a row's page, type, save."""

    def save(thing: Any, **changes: Any) -> HttpResponse:
        address = reverse(f"admin:tracker_{thing._meta.model_name}_change", args=[thing.pk])
        return desk.post(address, typed(desk.get(address), **changes))

    return save


@pytest.fixture
def add(desk) -> Callable[..., HttpResponse]:
    """Open the page for a new row, type, save."""

    def save(model: str, **changes: Any) -> HttpResponse:
        address = reverse(f"admin:tracker_{model}_add")
        return desk.post(address, typed(desk.get(address), **changes))

    return save
