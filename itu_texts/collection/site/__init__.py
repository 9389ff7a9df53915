"""A collection as a site: static pages that work from a folder, without a server."""

from itu_texts.collection.site.writing import Site, write_site

__all__ = ["Site", "write_site"]
