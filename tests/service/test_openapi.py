"""The description is one, and describes every route."""

import json

from jsonschema import Draft202012Validator

from segmentation.models.library import Library
from segmentation.service.api import service
from segmentation.service.auth import Limits
from segmentation.service.openapi import EXAMPLE_RESULT, describe


def test_every_route_is_described_and_no_other():
    """The description has every route with its method, but for its own address."""
    routes = {
        (f"/api{route.path}", (route.methods - {"HEAD"}).pop().lower())
        for route in service(Library("sqlite://"), Limits()).routes
    }
    described = {
        (path, method)
        for path, operations in describe(Limits())["paths"].items()
        for method in operations
        if method != "parameters"
    }
    assert described == routes - {("/api/openapi.json", "get")}


def test_examples_fit_their_schemas():
    """So that what a reader copies works."""
    found = describe(Limits(rows=7))
    assert json.loads(json.dumps(found)) == found
    for path in ("/api/models/{id}/score", "/api/models/{id}/score/one"):
        operation = found["paths"][path]["post"]
        answer = operation["responses"]["200"]["content"]["application/json"]
        for part in (operation["requestBody"]["content"]["application/json"], answer):
            schema = part["schema"] | {"components": found["components"]}
            Draft202012Validator(schema).validate(part["example"])
    assert EXAMPLE_RESULT["reason"] is None
    assert found["paths"]["/api/models/{id}/score"]["post"]["requestBody"]["content"][
        "application/json"
    ]["schema"]["properties"]["rows"]["maxItems"] == 7  # fmt: skip
