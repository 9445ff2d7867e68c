"""The scoring service: saved segmentations over HTTP, beside the app or alone.

Alone: ``uvicorn segmentation.service.api:app``. Both serve the library of saved segmentations. Keys
are made by ``python -m segmentation keys`` or come from the environment.
"""

import json
import os
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import anyio
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.types import Receive, Scope, Send

from segmentation.access.audit import OPENED, SCORED, AuditLog
from segmentation.access.keyring import Keyring
from segmentation.access.keys import READ, SCORE, Keys
from segmentation.access.rights import may_list, may_open
from segmentation.errors import DataError, ModelError, SegmentationError
from segmentation.models.documents.library_records import Saved
from segmentation.models.documents.library_table import UNKNOWN
from segmentation.models.library import Library, default_url
from segmentation.models.scoring import score_rows
from segmentation.service.answers import card, description, one_result
from segmentation.service.auth import (
    CALLER,
    KEYS_VARIABLE,
    OPEN_VALUE,
    OPEN_VARIABLE,
    AuthMiddleware,
    Limits,
    keys_of,
    needs,
    problem,
    read_json,
)
from segmentation.service.buyers import buyers_of, request_of
from segmentation.service.front.connections import Drained, limit_headers
from segmentation.service.front.faults import fault_number, keep_values_out_of_the_log
from segmentation.service.model_cache import ModelCache
from segmentation.service.openapi import describe

AT_ONCE = 100
"""So few rows are scored without a thread, which would take longer than they do."""

APOLOGY = "Something went wrong on our side. It has the number {number} in the log of the service."
VALUES = (str, int, float, bool, type(None))


def service(
    library: Library, limits: Limits, keys: Keys | None = None, log: AuditLog | None = None
) -> Starlette:
    """Make the scoring service, to be mounted at ``/api``.

    Parameters
    ----------
    library : Library
    limits : Limits
    keys : Keys or None
        Beside those of the limits.
    log : AuditLog or None
        Of what those whose keys name somebody have opened and scored.

    Returns
    -------
    starlette.applications.Starlette
    """
    handlers = Handlers(ModelCache(library), limits, log)
    made = Starlette(
        routes=[
            Route("/health", handlers.health),
            Route("/openapi.json", handlers.openapi),
            Route("/rfm", needs(SCORE, handlers.rfm), methods=["POST"]),
            Route("/models", needs(READ, handlers.models)),
            Route("/models/{id}", needs(READ, handlers.model)),
            Route("/models/{id}/score", needs(SCORE, handlers.score), methods=["POST"]),
            Route("/models/{id}/score/one", needs(SCORE, handlers.score_one), methods=["POST"]),
        ],
        middleware=[
            Middleware(Drained),
            Middleware(AuthMiddleware, limits=limits, keyring=Keyring(limits.keys, keys)),
        ],
        exception_handlers=_explanations(),
    )
    # Where it would lead to is written from the query, which may be no text.
    made.router.redirect_slashes = False
    return made


def alone(made: Starlette) -> Starlette:
    """Return a program that has nothing but the service, under ``/api``.

    Parameters
    ----------
    made : starlette.applications.Starlette

    Returns
    -------
    starlette.applications.Starlette
    """
    only = Starlette(routes=[Mount("/api", made)], exception_handlers=_explanations())
    only.router.redirect_slashes = False
    return only


def from_environment() -> Starlette:
    """Make the service as the environment says: who may ask, and where the library is.

    Returns
    -------
    starlette.applications.Starlette
    """
    limit_headers()
    limits = Limits(
        keys=keys_of(os.environ.get(KEYS_VARIABLE, "")),
        without_key=os.environ.get(OPEN_VARIABLE) == OPEN_VALUE,
    )
    url = default_url()
    return service(Library(url), limits, Keys(url), AuditLog(url))


class Handlers:
    """The answers of the service.

    Parameters
    ----------
    models : ModelCache
    limits : Limits
    log : AuditLog or None
    """

    def __init__(self, models: ModelCache, limits: Limits, log: AuditLog | None = None) -> None:
        self._models, self._limits, self._log = models, limits, log

    async def health(self, _: Request) -> Response:
        """Say that the service is up."""
        return _answer({"status": "ok"})

    async def openapi(self, _: Request) -> Response:
        """Describe the service to programs."""
        return _answer(describe(self._limits))

    async def rfm(self, request: Request) -> Response:
        """Make customers with their groups from lines of sales."""
        asked = request_of(await read_json(request, self._limits), self._limits.rows)
        made = await self._timed(partial(buyers_of, asked))
        await self._note(request, SCORED, "rfm", len(made["customers"]))
        return _answer(made)

    async def models(self, request: Request) -> Response:
        """List what is saved."""
        person = request.scope[CALLER].person
        entries = await self._timed(self._models.entries)
        return _answer({"models": [card(each) for each in entries if may_list(person, each)]})

    async def model(self, request: Request) -> Response:
        """Describe one."""
        saved = await self._saved(request)
        await self._note(request, OPENED, saved.entry.id)
        return _answer(card(saved.entry) | description(saved.model))

    async def score(self, request: Request) -> Response:
        """Score many customers."""
        saved = await self._saved(request)
        body = await read_json(request, self._limits)
        rows = body.get("rows")
        if set(body) != {"rows"} or not isinstance(rows, list) or not rows:
            raise HTTPException(422, 'There are no rows. Send {"rows": [{"column": value}]}.')
        if len(rows) > self._limits.rows:
            raise HTTPException(
                422, f"There are {len(rows):,} rows; send at most {self._limits.rows:,} at once."
            )
        _check(rows)
        scoring = partial(score_rows, saved.model.rule, rows)
        results = scoring() if len(rows) <= AT_ONCE else await self._timed(scoring)
        await self._note(request, SCORED, saved.entry.id, len(rows))
        return _answer({"results": results})

    async def score_one(self, request: Request) -> Response:
        """Score one customer and say why."""
        saved = await self._saved(request)
        body = await read_json(request, self._limits)
        if set(body) != {"row"} or not isinstance(body["row"], dict):
            raise HTTPException(422, 'There is no row. Send {"row": {"column": value}}.')
        _check([body["row"]])
        result = one_result(saved.model, body["row"])
        await self._note(request, SCORED, saved.entry.id, 1)
        return _answer(result)

    async def _saved(self, request: Request) -> Saved:
        id_, person = request.path_params["id"], request.scope[CALLER].person
        saved = self._models.open_now(id_)
        try:
            saved = saved or await self._timed(partial(self._models.open, id_))
        except ModelError as error:
            raise HTTPException(404, str(error)) from error
        if not may_open(person, saved.entry):
            raise HTTPException(404, UNKNOWN)
        return saved

    async def _note(self, request: Request, did: str, what: str, rows: int | None = None) -> None:
        """Write down what somebody's key did, before the answer is given."""
        if self._log and (who := request.scope[CALLER].owner):
            await self._timed(partial(self._log.write, who, did, what, rows))

    async def _timed(self, work: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever the work gives
        """Do work beside others, no longer than is let through."""
        try:
            with anyio.fail_after(self._limits.seconds):
                return await anyio.to_thread.run_sync(work, abandon_on_cancel=True)
        except TimeoutError as error:
            raise HTTPException(
                503, f"It took longer than {self._limits.seconds:g} seconds. Send fewer rows."
            ) from error


def _check(rows: list[object]) -> None:
    """Refuse rows that are not values by column."""
    for row in rows:
        if not isinstance(row, dict) or not row:
            raise HTTPException(422, "A row is no JSON object with values by column.")
        if not all(isinstance(value, VALUES) for value in row.values()):
            raise HTTPException(422, "A value is neither text, number, yes or no, nor null.")


def _answer(content: Mapping[str, Any]) -> Response:
    data = json.dumps(content, ensure_ascii=False, allow_nan=False)
    body = data.encode("utf-8", "replace")
    return Response(body, media_type="application/json", headers={"Cache-Control": "no-store"})


def _explanations() -> dict[Any, Any]:
    return {
        HTTPException: _explain,
        SegmentationError: _explain_ours,
        Exception: _apologise,
    }


async def _explain(_: Request, error: HTTPException) -> Response:
    sentences = {
        404: "There is nothing at this address. See /api/openapi.json.",
        405: "This address takes another method. See /api/openapi.json.",
    }
    is_ours = error.detail not in {"Not Found", "Method Not Allowed"}
    sentence = error.detail if is_ours else sentences[error.status_code]
    return problem(error.status_code, sentence, dict(error.headers or {}))


async def _explain_ours(_: Request, error: SegmentationError) -> Response:
    return problem(503 if isinstance(error, DataError) else 422, str(error))


async def _apologise(_: Request, error: Exception) -> Response:
    return problem(500, APOLOGY.format(number=fault_number(error)))


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Serve the API alone, made with the first request."""
    await _alone()(scope, receive, send)


_made: list[Starlette] = []


def _alone() -> Starlette:
    if not _made:
        keep_values_out_of_the_log()
        _made.append(alone(from_environment()))
    return _made[0]
