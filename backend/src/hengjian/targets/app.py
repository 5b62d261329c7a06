"""The service ``targets``: years, indicators, plans, letters, monthly reports, values and rounds."""

from fastapi import FastAPI

from hengjian.contracts.event_objects import ABOUT_NAMES
from hengjian.contracts.granted import GRANTED
from hengjian.contracts.permissions import Permission
from hengjian.contracts.subscriptions import EVENT_TYPES, subscribers_of
from hengjian.kit.access.auth import Requires
from hengjian.kit.dead_letters.endpoints import dead_letters_router
from hengjian.kit.edge.app import create_service_app
from hengjian.kit.edge.process import Process
from hengjian.kit.edge.service import Definition
from hengjian.kit.settings import ServiceName, ServiceSettings
from hengjian.targets.amendments.endpoints import router as amendments
from hengjian.targets.first_steps.endpoints import router as first_steps
from hengjian.targets.handlers import HANDLERS
from hengjian.targets.indicators.endpoints import router as indicators
from hengjian.targets.jobs import JOBS
from hengjian.targets.letters.endpoints import router as letters
from hengjian.targets.models import metadata
from hengjian.targets.plan_details.endpoints import router as plan_details
from hengjian.targets.plans.endpoints import router as plans
from hengjian.targets.reports.endpoints import router as reports
from hengjian.targets.rounds.endpoints import router as rounds
from hengjian.targets.value_sheets.endpoints import router as value_sheets
from hengjian.targets.values.endpoints import router as values
from hengjian.targets.years.endpoints import router as years


def create_app(settings: ServiceSettings, process: Process | None = None) -> FastAPI:
    definition = Definition(
        metadata=metadata,
        grants=GRANTED,
        event_types=EVENT_TYPES,
        about=ABOUT_NAMES,
        subscribers=subscribers_of(ServiceName.TARGETS),
        handlers=HANDLERS,
        jobs=JOBS,
    )
    dead_letters = dead_letters_router(ServiceName.TARGETS, Requires(Permission.DIRECTORY_EVENT_MANAGE))
    planning = [years, indicators, plans, plan_details, letters, amendments]
    measuring = [reports, values, value_sheets, rounds]
    routers = [dead_letters, first_steps, *planning, *measuring]
    return create_service_app(settings, definition, routers, process)
