"""Jobs: durable rows that one worker at a time may work on.

A worker claims a job for a lease and gets a fencing token (``fence``), one higher than the last. It renews
the lease by heartbeats. When it falls silent the lease runs out and another worker claims the job with a
higher token; from then on every write of the first is refused. The comparison and the job's end are written
in one transaction, so a job ends once (Kleppmann 2017, Designing Data-Intensive Applications, ch. 8).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, tuple_
from sqlalchemy.orm import Session

from service.requests import CompareRequest, store_request
from service.store.actors import corrections_of_project
from service.store.engine import Store
from service.store.errors import LeaseLostError, NotFoundError
from service.store.rows import from_cursor, new_id, now, page_size, to_cursor
from service.store.tables import Job, JobEvent, JobText, StoredComparison
from service.store.texts import forget_texts

FINISHED = ("done", "failed", "cancelled")
TEXTS_REFUSED = "These texts cannot be compared"
"""The title of the problem of a job whose texts are to blame, not the service."""


def enqueue(session: Session, project_id: str, event_id: str | None, request: CompareRequest) -> Job:
    """A new job in the queue, with all that it needs stored.

    Raises:
        RecordError: the request is incomplete or something in it cannot be stored.
        OptionError: a setting is outside its range.
    """
    data, digests = store_request(session, request)
    data["corrections"] = corrections_of_project(session, project_id)[0]
    moment = now(session)
    job = Job(
        id=new_id("job"),
        project_id=project_id,
        event_id=event_id,
        request=data,
        state="queued",
        cancel=False,
        stage=None,
        done=0,
        total=0,
        attempts=0,
        fence=0,
        worker=None,
        lease_until=None,
        problem=None,
        comparison_id=None,
        created=moment,
        updated=moment,
    )
    session.add(job)
    session.flush()
    session.add_all(JobText(job_id=job.id, sha256=digest) for digest in digests)
    _tell(session, job)
    return job


def get_job(session: Session, project_id: str, job_id: str) -> Job:
    """The job as it stands.

    Raises:
        NotFoundError: this project has no such job.
    """
    job = session.get(Job, job_id)
    if job is None or job.project_id != project_id:
        raise NotFoundError("job", job_id)
    return job


def list_jobs(
    session: Session,
    project_id: str,
    event_id: str | None = None,
    *,
    cursor: str | None = None,
    limit: int = 50,
) -> tuple[list[Job], str | None]:
    """A page of jobs, of one event or of all, newest first; and the cursor of the next page."""
    query = select(Job).where(Job.project_id == project_id)
    if event_id is not None:
        query = query.where(Job.event_id == event_id)
    if cursor is not None:
        last = get_job(session, project_id, from_cursor(cursor, str)[0])
        query = query.where(tuple_(Job.created, Job.id) < tuple_(last.created, last.id))
    size = page_size(limit)
    rows = list(session.scalars(query.order_by(Job.created.desc(), Job.id.desc()).limit(size + 1)))
    return rows[:size], to_cursor(rows[size - 1].id) if len(rows) > size else None


def events_since(session: Session, project_id: str, job_id: str, number: int = 0) -> list[JobEvent]:
    """What happened to the job after event ``number`` (from 1), in order.

    The ``data`` of each is the job as it stood: state, stage, done, total, attempts, comparison, problem.

    Raises:
        NotFoundError: this project has no such job.
    """
    get_job(session, project_id, job_id)
    query = select(JobEvent).where(JobEvent.job_id == job_id, JobEvent.number > number)
    return list(session.scalars(query.order_by(JobEvent.number)))


def claim(store: Store, worker: str, lease_seconds: float, *, max_attempts: int = 3) -> Job | None:
    """Take the oldest job that waits or whose worker fell silent; None if there is none.

    A silent job that was begun ``max_attempts`` times is given up (``failed``), one that was to be cancelled
    is cancelled.
    """
    with store.session() as session:  # a look costs no writer his turn
        if session.scalar(select(Job.id).where(_claimable(session)).limit(1)) is None:
            return None
    while True:
        with store.begin() as session:
            query = select(Job).where(_claimable(session)).order_by(Job.created, Job.id).limit(1)
            job = session.scalar(query.with_for_update(skip_locked=True))
            if job is None:
                return None
            if job.cancel or job.attempts >= max_attempts:
                problem = None if job.cancel else _given_up(job)
                _end(session, job, "cancelled" if job.cancel else "failed", problem=problem)
                continue
            job.state = "running"
            job.worker = worker
            job.fence += 1
            job.attempts += 1
            job.stage, job.done, job.total = None, 0, 0
            job.updated = now(session)
            job.lease_until = job.updated + timedelta(seconds=lease_seconds)
            _tell(session, job)
            return job


def heartbeat(
    store: Store,
    job: Job,
    lease_seconds: float,
    *,
    stage: str | None = None,
    done: int = 0,
    total: int = 0,
) -> bool:
    """Renew the lease and, with a ``stage``, tell how far the work is.

    False: the job was cancelled or another worker has it; stop working on it.
    """
    with store.begin() as session:
        try:
            held = hold(session, job)
        except LeaseLostError:
            return False
        held.updated = now(session)
        held.lease_until = held.updated + timedelta(seconds=lease_seconds)
        if stage is not None:
            held.stage, held.done, held.total = stage, done, total
            _tell(session, held)
    return True


def hold(session: Session, job: Job) -> Job:
    """Keep the job from all others until the transaction ends: call it before the results are written.

    Raises:
        LeaseLostError: the job was cancelled or another worker has it.
    """
    held = _locked(session, job.id)
    mine = held.state == "running" and held.fence == job.fence
    if not mine or held.cancel:
        raise LeaseLostError(job.id, cancelled=mine)
    return held


def finish(session: Session, job: Job, comparison: StoredComparison) -> Job:
    """Mark the job done, in the transaction that holds it and saved its comparison.

    Raises:
        LeaseLostError: the job was cancelled or another worker has it; let the transaction roll back.
    """
    held = hold(session, job)
    held.comparison_id = comparison.id
    return _end(session, held, "done")


def fail(session: Session, job: Job, problem: Mapping[str, Any]) -> Job:
    """Mark the job failed; ``problem`` (RFC 9457: type, title, detail) says why.

    Raises:
        LeaseLostError: the job was cancelled or another worker has it.
    """
    return _end(session, hold(session, job), "failed", problem=problem)


def release(session: Session, job: Job) -> Job:
    """Put the job back into the queue, for a worker that is told to stop; the attempt is not counted.

    Raises:
        LeaseLostError: the job was cancelled or another worker has it.
    """
    held = hold(session, job)
    held.state, held.worker, held.lease_until = "queued", None, None
    held.stage, held.done, held.total = None, 0, 0
    held.attempts -= 1
    held.updated = now(session)
    _tell(session, held)
    return held


def cancel(session: Session, project_id: str, job_id: str) -> Job:
    """Cancel the job: at once if it waits, at its next heartbeat if it runs; nothing if it has ended.

    Raises:
        NotFoundError: this project has no such job.
    """
    job = _locked(session, get_job(session, project_id, job_id).id)
    if job.state == "queued":
        _end(session, job, "cancelled")
    elif job.state == "running":
        job.cancel = True
        session.flush()
    return job


def settle_cancelled(session: Session, job: Job) -> Job | None:
    """Mark a job cancelled whose worker has stopped for that; None if that is not how it stands."""
    held = _locked(session, job.id)
    if held.state != "running" or held.fence != job.fence or not held.cancel:
        return None
    return _end(session, held, "cancelled")


def job_state(job: Job) -> dict[str, Any]:
    """What the world may know of a job's progress: the data of its events."""
    return {
        "state": job.state,
        "stage": job.stage,
        "done": job.done,
        "total": job.total,
        "attempts": job.attempts,
        "comparison": job.comparison_id,
        "problem": job.problem,
    }


def _claimable(session: Session) -> ColumnElement[bool]:
    silent = and_(Job.state == "running", Job.lease_until < now(session))
    return or_(Job.state == "queued", silent)


def _locked(session: Session, job_id: str) -> Job:
    """The row as it is in the database now, kept from others until the transaction ends."""
    query = select(Job).where(Job.id == job_id).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).one()


def _end(session: Session, job: Job, state: str, problem: Mapping[str, Any] | None = None) -> Job:
    job.state = state
    job.problem = None if problem is None else dict(problem)
    job.lease_until = None
    job.updated = now(session)
    _tell(session, job)
    needed = session.scalars(select(JobText.sha256).where(JobText.job_id == job.id)).all()
    session.execute(delete(JobText).where(JobText.job_id == job.id))
    forget_texts(session, needed)
    return job


def _tell(session: Session, job: Job) -> None:
    session.flush()
    last = session.scalar(select(func.max(JobEvent.number)).where(JobEvent.job_id == job.id))
    session.add(JobEvent(job_id=job.id, number=(last or 0) + 1, at=job.updated, data=job_state(job)))
    session.flush()


def _given_up(job: Job) -> dict[str, Any]:
    return {
        "type": "about:blank",
        "title": "The comparison was given up",
        "detail": f"its worker fell silent {job.attempts} times; do the texts need too much memory?",
    }
