"""The service ``appraisal``: schemes, scores, standings and sealed results."""

from fastapi import FastAPI

from hengjian.appraisal.ballots.endpoints import router as ballots
from hengjian.appraisal.bonuses.endpoints import router as bonuses
from hengjian.appraisal.evaluations.endpoints import router as evaluations
from hengjian.appraisal.manual.endpoints import router as manual
from hengjian.appraisal.models import metadata
from hengjian.appraisal.records.handlers import HANDLERS
from hengjian.appraisal.results.endpoints import router as results
from hengjian.appraisal.reviews.endpoints import router as reviews
from hengjian.appraisal.schemes.endpoints import router as schemes
from hengjian.appraisal.schemes.sketches.endpoints import router as scheme_sketches
from hengjian.appraisal.schemes.tables.endpoints import router as scheme_tables
from hengjian.appraisal.seals.endpoints import router as seals
from hengjian.appraisal.seals.pages import router as seals_page
from hengjian.appraisal.sheets.endpoints import router as sheets
from hengjian.appraisal.standings.computing import compute_standings
from hengjian.appraisal.standings.endpoints import router as standings
from hengjian.appraisal.standings.feed import StandingsFeed
from hengjian.appraisal.standings.streaming import router as standings_stream
from hengjian.appraisal.trials.endpoints import router as trials
from hengjian.appraisal.vetoes.endpoints import router as vetoes
from hengjian.appraisal.why.endpoints import router as why
from hengjian.contracts.roles import GRANTS
from hengjian.contracts.subscriptions import EVENT_TYPES, subscribers_of
from hengjian.kit.edge.app import create_service_app
from hengjian.kit.edge.process import Process
from hengjian.kit.edge.service import Definition
from hengjian.kit.messaging.jobs import Job
from hengjian.kit.settings import ServiceName, ServiceSettings


def create_app(settings: ServiceSettings, process: Process | None = None) -> FastAPI:
    feed = StandingsFeed()
    definition = Definition(
        metadata=metadata,
        grants=GRANTS,
        event_types=EVENT_TYPES,
        subscribers=subscribers_of(ServiceName.APPRAISAL),
        handlers=HANDLERS,
        jobs=(Job("compute_standings", compute_standings, prompt=True),),
        loops=(feed.run,),
    )
    routers = [
        schemes,
        scheme_sketches,
        scheme_tables,
        trials,
        standings_stream,
        standings,
        sheets,
        evaluations,
        ballots,
        manual,
        vetoes,
        bonuses,
        results,
        reviews,
        seals,
        why,
    ]
    app = create_service_app(settings, definition, [*routers, seals_page], process)
    app.state.standings_feed = feed
    return app
