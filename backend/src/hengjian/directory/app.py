"""The service ``directory``: who and where everybody is, and who may sign in."""

from fastapi import FastAPI

from hengjian.contracts.granted import GRANTED
from hengjian.contracts.subscriptions import EVENT_TYPES, subscribers_of
from hengjian.directory.accounts.endpoints import router as accounts
from hengjian.directory.audit.endpoints import router as audit
from hengjian.directory.cadres.endpoints import router as cadres
from hengjian.directory.cadres.workbook import CADRE_IMPORT, CADRE_WORKBOOK
from hengjian.directory.clients.endpoints import router as clients
from hengjian.directory.county.endpoints import router as county
from hengjian.directory.demo.endpoints import router as demo
from hengjian.directory.first_steps.endpoints import router as first_steps
from hengjian.directory.grants.endpoints import router as grants
from hengjian.directory.health.endpoints import router as health
from hengjian.directory.importing.endpoints import workbook_router
from hengjian.directory.jobs import JOBS
from hengjian.directory.models import metadata
from hengjian.directory.people.endpoints import router as people
from hengjian.directory.recoveries.endpoints import router as recoveries
from hengjian.directory.sessions.endpoints import router as sessions
from hengjian.directory.ties.endpoints import router as ties
from hengjian.directory.units.endpoints import router as units
from hengjian.directory.units.workbook import UNIT_IMPORT, UNIT_WORKBOOK
from hengjian.kit.edge.app import create_service_app
from hengjian.kit.edge.process import Process
from hengjian.kit.edge.service import Definition
from hengjian.kit.following.endpoints import jobs_router
from hengjian.kit.settings import ServiceName, ServiceSettings

QUEUED = (UNIT_IMPORT, CADRE_IMPORT)


def create_app(settings: ServiceSettings, process: Process | None = None) -> FastAPI:
    definition = Definition(
        metadata=metadata,
        grants=GRANTED,
        event_types=EVENT_TYPES,
        subscribers=subscribers_of(ServiceName.DIRECTORY),
        jobs=JOBS,
        queued=QUEUED,
    )
    lists = [workbook_router(book) for book in (UNIT_WORKBOOK, CADRE_WORKBOOK)]
    workbooks = [*lists, jobs_router(ServiceName.DIRECTORY, QUEUED)]
    people_and_units = [county, first_steps, *workbooks, units, cadres, accounts, grants, people, ties]
    routers = [health, sessions, *people_and_units, clients, recoveries, audit]
    if settings.has_movable_clock:
        routers.append(demo)
    return create_service_app(settings, definition, routers, process)
