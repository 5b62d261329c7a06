"""The service ``appraisal``: schemes, scores, standings and sealed results."""

from fastapi import FastAPI

from hengjian.appraisal.ballots.endpoints import router as ballots
from hengjian.appraisal.bonuses.endpoints import router as bonuses
from hengjian.appraisal.evaluations.endpoints import router as evaluations
from hengjian.appraisal.explanations.endpoints import results_router as result_explanations
from hengjian.appraisal.explanations.endpoints import standings_router as standing_explanations
from hengjian.appraisal.explanations.service import KEPT_EXPLANATIONS
from hengjian.appraisal.first_steps.endpoints import router as first_steps
from hengjian.appraisal.manual.endpoints import router as manual
from hengjian.appraisal.models import metadata
from hengjian.appraisal.outlooks.endpoints import router as outlooks
from hengjian.appraisal.outlooks.service import KEPT_OUTLOOKS
from hengjian.appraisal.records.handlers import HANDLERS
from hengjian.appraisal.result_tables.endpoints import router as result_tables
from hengjian.appraisal.results.endpoints import router as results
from hengjian.appraisal.results.version_endpoints import router as result_versions
from hengjian.appraisal.reviews.endpoints import router as reviews
from hengjian.appraisal.scheme_previews.endpoints import router as scheme_sketches
from hengjian.appraisal.scheme_tables.endpoints import router as scheme_tables
from hengjian.appraisal.schemes.endpoints import router as schemes
from hengjian.appraisal.seals.audit_heads import sign_heads_daily
from hengjian.appraisal.seals.endpoints import router as seals
from hengjian.appraisal.seals.pages import router as seals_page
from hengjian.appraisal.sheets.endpoints import router as sheets
from hengjian.appraisal.standings.current import CurrentClasses
from hengjian.appraisal.standings.endpoints import router as standings
from hengjian.appraisal.standings.feed import StandingsFeed
from hengjian.appraisal.standings.kept import KeptAnswers
from hengjian.appraisal.standings.service import compute_standings
from hengjian.appraisal.standings.streaming import router as standings_stream
from hengjian.appraisal.trials.endpoints import router as trials
from hengjian.appraisal.vetoes.endpoints import router as vetoes
from hengjian.contracts.event_objects import ABOUT_NAMES
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


def create_app(settings: ServiceSettings, process: Process | None = None) -> FastAPI:
    feed = StandingsFeed()
    definition = Definition(
        metadata=metadata,
        grants=GRANTED,
        event_types=EVENT_TYPES,
        about=ABOUT_NAMES,
        subscribers=subscribers_of(ServiceName.APPRAISAL),
        handlers=HANDLERS,
        jobs=(Job("compute_standings", compute_standings, prompt=True),),
        loops=(feed.run, sign_heads_daily),
    )
    dead_letters = dead_letters_router(ServiceName.APPRAISAL, Requires(Permission.DIRECTORY_EVENT_MANAGE))
    routers = [
        dead_letters,
        first_steps,
        schemes,
        scheme_sketches,
        scheme_tables,
        trials,
        standings_stream,
        standings,
        standing_explanations,
        sheets,
        evaluations,
        ballots,
        manual,
        vetoes,
        bonuses,
        results,
        result_tables,
        result_explanations,
        reviews,
        seals,
        result_versions,
        outlooks,
    ]
    app = create_service_app(settings, definition, [*routers, seals_page], process)
    app.state.standings_feed = feed
    app.state.current_classes = CurrentClasses()
    app.state.kept_explanations = KeptAnswers(KEPT_EXPLANATIONS)
    app.state.kept_outlooks = KeptAnswers(KEPT_OUTLOOKS)
    return app
