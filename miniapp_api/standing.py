"""Where one interview's scores stand among those of others asked the same, for the report and the feedback."""

from hiring.model.interview import Interview
from hiring.model.report_body import ReportBody
from hiring.report_sheet import Standings
from scoring.percentile import percentile
from storage.reads.peers import peer_scores
from storage.uow import SqlUnitOfWork


def standings_of(body: ReportBody, interview: Interview, uow: SqlUnitOfWork) -> Standings:
    peers = peer_scores(uow.session, interview)
    return Standings(
        composite=percentile(body.composite, peers.composites),
        dimensions={
            row.dimension: percentile(row.score, peers.dimensions.get(row.dimension, ()))
            for row in body.dimensions
        },
    )
