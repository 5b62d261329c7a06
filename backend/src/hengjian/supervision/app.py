"""The service ``supervision``: visits, deductions, quarterly rounds and the public bulletin."""

import asyncio

from fastapi import FastAPI

from hengjian.contracts.copies import copy_handlers
from hengjian.contracts.event_objects import ABOUT_NAMES
from hengjian.contracts.events import InspectorChanged, ReportOverdue
from hengjian.contracts.granted import GRANTED
from hengjian.contracts.permissions import Permission
from hengjian.contracts.subscriptions import EVENT_TYPES, subscribers_of
from hengjian.kit.access.auth import Requires
from hengjian.kit.dead_letters.endpoints import dead_letters_router
from hengjian.kit.edge.app import create_service_app
from hengjian.kit.edge.process import Process
from hengjian.kit.edge.service import Definition
from hengjian.kit.following.endpoints import jobs_router
from hengjian.kit.settings import ServiceName, ServiceSettings
from hengjian.supervision.bulk.endpoints import router as bulk
from hengjian.supervision.bulk.import_endpoints import router as imports
from hengjian.supervision.bulk.importing import DEDUCTION_IMPORT
from hengjian.supervision.bulletin.downloads import router as bulletin_downloads
from hengjian.supervision.bulletin.endpoints import router as bulletin
from hengjian.supervision.bulletin.map_page import router as bulletin_map
from hengjian.supervision.bulletin.pages import router as bulletin_pages
from hengjian.supervision.decisions.batch_endpoints import router as decision_batches
from hengjian.supervision.decisions.endpoints import router as decisions
from hengjian.supervision.deductions.endpoints import router as deductions
from hengjian.supervision.draws.endpoints import router as draws
from hengjian.supervision.evidence.endpoints import router as evidence
from hengjian.supervision.evidence.studio import Studio
from hengjian.supervision.evidence.upload_endpoints import router as uploads
from hengjian.supervision.first_steps.endpoints import router as first_steps
from hengjian.supervision.handlers import on_inspector_changed, on_report_overdue
from hengjian.supervision.inspectors.endpoints import router as inspectors
from hengjian.supervision.jobs import jobs_of
from hengjian.supervision.models import metadata
from hengjian.supervision.pictures.endpoints import router as pictures
from hengjian.supervision.pictures.public_endpoints import router as bulletin_pictures
from hengjian.supervision.pictures.withdrawing import withdraw_pictures_of
from hengjian.supervision.recording.endpoints import router as recording
from hengjian.supervision.rectifications.endpoints import router as rectifications
from hengjian.supervision.rounds.endpoints import router as rounds
from hengjian.supervision.rounds.import_endpoints import router as round_imports
from hengjian.supervision.rounds.item_endpoints import router as round_items
from hengjian.supervision.rounds.project_import import PROJECT_IMPORT
from hengjian.supervision.rounds.report_endpoints import router as round_reports
from hengjian.supervision.rules.endpoints import router as rules
from hengjian.supervision.strictness.endpoints import router as strictness
from hengjian.supervision.visits.endpoints import router as visits

QUEUED = (DEDUCTION_IMPORT, PROJECT_IMPORT)
CHUNKS_AT_ONCE = 3
"""Fewer than the connections of a process, so that a slow file store holds up uploads and nothing else."""


def create_app(settings: ServiceSettings, process: Process | None = None) -> FastAPI:
    definition = Definition(
        metadata=metadata,
        grants=GRANTED,
        event_types=EVENT_TYPES,
        about=ABOUT_NAMES,
        subscribers=subscribers_of(ServiceName.SUPERVISION),
        handlers={
            **copy_handlers(metadata),
            InspectorChanged.name: (on_inspector_changed,),
            ReportOverdue.name: (on_report_overdue,),
        },
        jobs=jobs_of(settings),
        queued=QUEUED,
    )
    public = [bulletin, bulletin_pages, bulletin_map, bulletin_pictures, bulletin_downloads]
    offices = [rules, visits, recording, deductions, decisions, decision_batches, bulk, imports, draws]
    quarters = [rounds, round_items, round_imports, round_reports]
    behind = [jobs_router(ServiceName.SUPERVISION, QUEUED)]
    follow_up = [rectifications, inspectors, strictness]
    files = [evidence, uploads, pictures]
    dead_letters = dead_letters_router(ServiceName.SUPERVISION, Requires(Permission.DIRECTORY_EVENT_MANAGE))
    routers = [dead_letters, first_steps, *offices, *quarters, *follow_up, *behind, *files, *public]
    app = create_service_app(settings, definition, routers, process)
    app.state.studio = Studio()
    app.state.chunks_at_once = asyncio.Semaphore(CHUNKS_AT_ONCE)
    app.state.withdrawal_hearers = (withdraw_pictures_of,)
    return app
