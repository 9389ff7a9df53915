"""A service on a collection: ``ACTS=acts.db fastapi run service.py``, or ``uvicorn service:app``."""

import os

from fastapi import FastAPI
from fastapi.responses import JSONResponse

from itu_texts import Collection, ItuTextsError

app = FastAPI(title="ITU texts")
acts = Collection.open(os.environ.get("ACTS", "acts.db"), write=False)


def rows(answer, limit):
    return [row._asdict() for row in answer[:limit]]


@app.exception_handler(ItuTextsError)
async def refused(_, error: ItuTextsError):
    return JSONResponse({"detail": str(error)}, 400)


@app.get("/search")
async def search(q: str, role: str | None = None, language: str | None = None, limit: int = 20):
    return rows(acts.search(q, role=role, language=language), limit)


@app.get("/mandates/{addressee}")
async def mandates(addressee: str, before: str | None = None, limit: int = 20):
    return rows(acts.mandates(addressee, latest=True, before=before), limit)


@app.get("/cites/{identifier:path}")
async def cites(identifier: str, limit: int = 20):
    return rows(acts.cites(of=identifier), limit)
