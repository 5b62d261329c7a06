"""The service ``personnel``: what follows from final results, as proposals that people decide."""

from fastapi import FastAPI

from hengjian.contracts.copies import copy_handlers
from hengjian.contracts.event_objects import ABOUT_NAMES
from hengjian.contracts.events import ResultsFinal
from hengjian.contracts.granted import GRANTED
from hengjian.contracts.permissions import Permission
from hengjian.contracts.subscriptions import EVENT_TYPES, subscribers_of
from hengjian.kit.access.auth import Requires
from hengjian.kit.dead_letters.endpoints import dead_letters_router
from hengjian.kit.edge.app import create_service_app
from hengjian.kit.edge.process import Process
from hengjian.kit.edge.service import Definition
from hengjian.kit.messaging.jobs import Job
from hengjian.kit.settings import ServiceName, ServiceSettings
from hengjian.personnel.accountability.endpoints import router as accountability
from hengjian.personnel.bonuses.endpoints import router as bonuses
from hengjian.personnel.first_steps.endpoints import router as first_steps
from hengjian.personnel.handlers import take_final_results
from hengjian.personnel.history.endpoints import router as history
from hengjian.personnel.jobs import make_proposals
from hengjian.personnel.linkage.endpoints import router as linkage
from hengjian.personnel.models import metadata
from hengjian.personnel.nominations.endpoints import router as nominations
from hengjian.personnel.outcomes.endpoints import router as outcomes
from hengjian.personnel.proposals.endpoints import router as proposals
from hengjian.personnel.quotas.endpoints import router as quotas
from hengjian.personnel.transfers.endpoints import router as transfers


def create_app(settings: ServiceSettings, process: Process | None = None) -> FastAPI:
    definition = Definition(
        metadata=metadata,
        grants=GRANTED,
        event_types=EVENT_TYPES,
        about=ABOUT_NAMES,
        subscribers=subscribers_of(ServiceName.PERSONNEL),
        handlers={**copy_handlers(metadata), ResultsFinal.name: (take_final_results,)},
        jobs=(Job("make_proposals", make_proposals, prompt=True),),
    )
    dead_letters = dead_letters_router(ServiceName.PERSONNEL, Requires(Permission.DIRECTORY_EVENT_MANAGE))
    routers = [
        dead_letters,
        first_steps,
        linkage,
        proposals,
        quotas,
        nominations,
        accountability,
        transfers,
        bonuses,
        outcomes,
        history,
    ]
    return create_service_app(settings, definition, routers, process)
