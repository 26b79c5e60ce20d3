"""A page that is given by its address: fetched by the service, if its settings allow that."""

from __future__ import annotations

from service.api.given import UploadIn
from service.api.services import Services, in_few_threads
from service.fetch import FetchError, fetch_page
from service.problems import at
from service.uploads import Upload


async def fetch_upload(services: Services, wanted: UploadIn) -> Upload:
    """The page at ``wanted.url`` as an upload.

    Raises:
        Problem: 403 where fetching is off, 422 for an address that is not fetched, 502 where it fails.
    """
    settings = services.settings
    assert wanted.url is not None
    if not settings.fetch_urls:
        raise at("/url", "this service fetches no pages (fetch_urls is off); send the text", status=403)
    try:
        page = await in_few_threads(
            services, fetch_page, wanted.url, max_bytes=settings.fetch_bytes, seconds=settings.fetch_seconds
        )
    except FetchError as error:
        raise at("/url", str(error), status=422 if error.refused else 502) from error
    return Upload(
        name=page.url,
        content=page.content,
        media_type=page.media_type,
        source=wanted.source,
        language=wanted.language,
        title=wanted.title,
        date=wanted.date,
        url=page.url,
        actor=wanted.actor,
        side=wanted.side,
        split=wanted.split,
    )
