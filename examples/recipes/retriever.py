"""A retriever for LangChain: the chunks of a collection that answer a question, each with where it stands."""

from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever

from itu_texts import Collection


class ItuTexts(BaseRetriever):
    """Finds chunks of a collection: whole clauses, or items of long ones, with the headings above them."""

    collection: str
    latest: bool = True
    language: str | None = None
    limit: int = 5

    def _get_relevant_documents(self, query: str, *, run_manager=None) -> list[Document]:
        with Collection.open(self.collection, write=False) as acts:
            hits = acts.search(query, language=self.language, limit=None)
            found = [hit for hit in hits if hit.is_latest or not self.latest][: self.limit]
        return [
            Document(
                id=hit.id,
                page_content=f"{hit.identifier}, {hit.path}: {hit.words}"
                if hit.path
                else f"{hit.identifier}: {hit.words}",
                metadata={"iri": hit.id, "identifier": hit.identifier, "address": hit.address, "standing": hit.standing}
                | {"file": hit.file, "start": hit.start, "end": hit.end},
            )
            for hit in found
        ]
