"""The command line. Heavy parts are imported by the command that needs them."""

import os
import socket
from pathlib import Path
from typing import Annotated

import typer

from hengjian.kit.settings import ServiceName
from hengjian.launch import commands
from hengjian.launch.terminal import (
    DatabaseOption,
    HomeOption,
    console,
    database_url_of,
    errors,
    plain_refusals,
    refuse,
)

app = typer.Typer(
    name="hengjian",
    help="衡鉴: a county's appraisal year, from targets to personnel proposals.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
for command in (commands.migrate, commands.seed, commands.backup, commands.restore):
    app.command()(command)
app.command("create-admin")(commands.create_admin)
app.command("reset-password")(commands.reset_password)


def _web_dir() -> Path | None:
    built = Path(__file__).resolve().parents[3] / "frontend" / "dist"
    chosen = Path(os.environ.get("HENGJIAN_WEB_DIR", built))
    return chosen if chosen.is_dir() else None


@app.command()
def up(
    home: HomeOption = None,
    port: Annotated[int, typer.Option(envvar="HENGJIAN_PORT", min=1, max=65535, help="Port of the one address")] = 8000,
    database_url: DatabaseOption = None,
    demo: Annotated[bool, typer.Option("--demo", help="Demo logins and a movable office clock")] = False,
    rehearsal: Annotated[
        bool,
        typer.Option("--rehearsal", help="Try a year out: movable office clock, all marked 演练, never real"),
    ] = False,
    simulate: Annotated[bool, typer.Option(help="Play the demo year where the database is empty")] = True,
    apart: Annotated[bool, typer.Option("--apart", help="Five processes behind nginx instead of one")] = False,
    reload: Annotated[
        bool, typer.Option("--reload", help="For development: start again when a source changes")
    ] = False,
    host: Annotated[str, typer.Option(help="Address to listen on; beyond this machine only with TLS")] = "127.0.0.1",
    certificate: Annotated[Path | None, typer.Option(help="TLS: file with the certificate and its chain, PEM")] = None,
    certificate_key: Annotated[Path | None, typer.Option(help="TLS: file with the certificate's key, PEM")] = None,
) -> None:
    """Start everything and serve until stopped."""
    from hengjian.launch.home import Home
    from hengjian.launch.up import up as start
    from hengjian.launch.wanted import Wanted

    with plain_refusals():
        start(
            Wanted(
                home=Home.chosen(home),
                port=port,
                web_dir=_web_dir(),
                database_url=database_url_of(database_url),
                demo=demo,
                rehearsal=rehearsal,
                simulate=simulate,
                apart=apart,
                reload=reload,
                host=host,
                certificate=certificate,
                certificate_key=certificate_key,
            ),
            console,
        )


@app.command()
def serve(
    service: Annotated[ServiceName, typer.Argument(help="Which of the five services")],
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port to listen on")] = None,
    fd: Annotated[int | None, typer.Option(min=3, help="Inherited listening socket, instead of a port")] = None,
    host: Annotated[str, typer.Option(help="Address to listen on")] = "127.0.0.1",
) -> None:
    """Serve one service of an installation that runs apart; settings come from HENGJIAN_* variables."""
    from pydantic import ValidationError

    from hengjian.gateway import create_service
    from hengjian.kit.observability import configure_logging
    from hengjian.kit.settings import ServiceSettings
    from hengjian.launch.together import ClosingServer, server_config

    configure_logging(pretty=False)
    if (port is None) == (fd is None):
        refuse("请给出 --port 或 --fd 之一 / give either --port or --fd")
    try:
        settings = ServiceSettings(service=service)
    except ValidationError as error:
        names = ", ".join(f"HENGJIAN_{fault['loc'][0]}".upper() for fault in error.errors())
        refuse(f"环境变量缺失或有误 / missing or wrong in the environment: {names}", error)
    app = create_service(settings)
    inherited = None if fd is None else [socket.socket(fileno=fd)]
    ClosingServer(server_config(app, port or 0, host), [app.state.service]).run(inherited)


@app.command()
def environment(
    service: Annotated[ServiceName, typer.Argument(help="Which of the five services")],
    peer: Annotated[list[str] | None, typer.Option(help="Address of each service: NAME=http://host:port")] = None,
    folder: Annotated[Path | None, typer.Option(help="Write a file a variable instead of printing them")] = None,
    home: HomeOption = None,
    database_url: DatabaseOption = None,
) -> None:
    """Print the HENGJIAN_* variables with which one service of this installation is served apart; they are secrets."""
    from hengjian.launch.apart import print_environment, service_environment
    from hengjian.launch.home import DATABASE, Home

    url = database_url_of(database_url)
    if url is None:
        refuse("分开运行需要 HENGJIAN_DATABASE_URL / to serve apart needs HENGJIAN_DATABASE_URL")
    named = url.partition("?")[0].rpartition("/")[2] or DATABASE
    peers = {ServiceName(name): address for name, _, address in (entry.partition("=") for entry in peer or [])}
    settings = Home.chosen(home).settings(url, named, demo=False, peers=peers)[service]
    if "HENGJIAN_AUDIT_HEADS_FILE" not in os.environ:
        # The data folder of this machine is not the one on which the service will run.
        settings = settings.model_copy(update={"audit_heads_file": None})
    print_environment(service_environment(settings), folder, typer.echo)


@app.command("new-migration")
def write_migration(
    service: Annotated[ServiceName, typer.Argument(help="Whose models changed")],
    title: Annotated[str, typer.Argument(help="What changes, in English, such as 'keep the weather of a visit'")],
) -> None:
    """For developers: write the next revision from what differs between the models and the migrations."""
    from hengjian.kit.time.clock import real_now
    from hengjian.launch.new_migration import new_migration

    with plain_refusals():
        typer.echo(os.path.relpath(new_migration(service, title, real_now().date())))


@app.command("new-feature")
def write_feature(
    service: Annotated[ServiceName, typer.Argument(help="Whose feature it is")],
    name: Annotated[str, typer.Argument(help="What one of its records is called, such as 'commendation'")],
    zh: Annotated[str, typer.Option(prompt="中文名称 / the Chinese word", help="The same in Chinese")],
    plural: Annotated[str | None, typer.Option(help="What several are called, where the guess is wrong")] = None,
) -> None:
    """For developers: write a small feature that works, in every room that docs/guides/add-a-feature.md names."""
    from hengjian.launch.new_feature.names import names_of
    from hengjian.launch.new_feature.writing import new_feature

    with plain_refusals():
        for file in new_feature(names_of(service, name, zh, plural)):
            typer.echo(os.path.relpath(file))


@app.command("simulate-year")
def simulate_year(
    url: Annotated[str, typer.Option(help="Address of a running demo installation")] = "http://127.0.0.1:8000",
    seed: Annotated[int, typer.Option(help="Decides every name and figure")] = 2026,
    home: HomeOption = None,
    small: Annotated[bool, typer.Option("--small", help="Five townships instead of the whole county")] = False,
    until_month: Annotated[
        int | None, typer.Option(min=2, max=12, help="Stop after this month; the next run goes on from there")
    ] = None,
) -> None:
    """Play a whole appraisal year through the public API; one that was stopped goes on where it stopped."""
    from hengjian.launch.home import Home
    from hengjian.simulation.run import YearInterruptedError, main

    try:
        main(url, seed, Home.chosen(home).demo_file, console, small=small, until_month=until_month)
    except YearInterruptedError as error:
        refuse(str(error), error)


@app.command()
def evaluate(
    cases: Annotated[list[Path], typer.Argument(help="Documents of the scheme language")],
    check: Annotated[bool, typer.Option("--check", help='Compare with "expect"; a line a file')] = False,
    language: Annotated[str, typer.Option(help="zh or en")] = "zh",
) -> None:
    """Score documents of the scheme language without any database."""
    from hengjian.launch.document_files import evaluate_files

    raise typer.Exit(evaluate_files(cases, check, language, typer.echo))


@app.command()
def verify(
    bundle: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A downloaded bundle or public file")],
    key: Annotated[str | None, typer.Option(help="Fingerprint of the county's key, from its public page")] = None,
    previous: Annotated[
        Path | None, typer.Option(exists=True, dir_okay=False, help="File of the version before, to check the chain")
    ] = None,
) -> None:
    """Recompute a published ranking from its sealed bundle, offline.

    Exit codes: 0 the ranking stands; 3 the arithmetic stands, signer not checked; 4 not a bundle; 5 signature wrong;
    6 content changed; 7 computed otherwise; 8 another signer; 9 chain broken; 10 a public file whose list stands;
    11 the same, signer not checked.
    """
    from hengjian.appraisal.seals.verifying import verify_bundle

    finding = verify_bundle(bundle.read_bytes(), key=key, previous=previous.read_bytes() if previous else None)
    typer.echo(f"{finding.zh} / {finding.en}")
    if finding.fingerprint:
        typer.echo(f"公钥指纹 / fingerprint: {finding.fingerprint}")
    raise typer.Exit(finding.verdict)


@app.command()
def draw(
    record: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The published record of a draw")],
    verify: Annotated[bool, typer.Option("--verify", help="Compare with the teams in the record")] = False,
) -> None:
    """Draw inspection teams again from a published record, offline.

    Exit codes: 0 drawn, and with --verify the record stands; 1 it does not; 2 not the record of a draw.
    """
    import json

    from pydantic import ValidationError

    from hengjian.supervision.draws.drawing import draw_again, verify_record
    from hengjian.supervision.draws.schemas import DrawRecord

    try:
        content = DrawRecord.model_validate_json(record.read_bytes()).model_dump(mode="json")
    except ValidationError:
        content = None
    if content is None or content["secret"] is None or content["teams"] is None:
        errors.print("不是已抽签的记录 / not the record of a draw", style="red")
        raise typer.Exit(2)
    if not verify:
        typer.echo(json.dumps(draw_again(content), ensure_ascii=False, indent=2))
        return
    fault = verify_record(content)
    if fault is None:
        typer.echo("抽签结果与记录一致 / the teams are what was drawn")
        return
    typer.echo(f"与记录不符：{fault} / does not hold: {fault}")
    raise typer.Exit(1)


@app.command("audit-verify")
def audit_verify(
    home: HomeOption = None,
    database_url: DatabaseOption = None,
    anchor: Annotated[
        list[Path] | None,
        typer.Option(exists=True, dir_okay=False, help="File of heads or published result that the chains must hold"),
    ] = None,
    since: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Begin at the last signed heads in this file, not at the start"),
    ] = None,
) -> None:
    """Recompute the audit chains of all five services and compare them with the heads that were kept outside.

    Exit codes: 0 all hold; 1 one is broken; 3 rows have waited for their seal for more than a minute."""
    from hengjian.launch.audit import gather_outside, print_reports
    from hengjian.launch.home import Home

    chosen = Home.chosen(home)
    with plain_refusals():
        outside = gather_outside(chosen, anchor or [], since)
        raise typer.Exit(print_reports(chosen, database_url_of(database_url), console, outside))


@app.command("evidence-verify")
def evidence_verify(home: HomeOption = None, database_url: DatabaseOption = None) -> None:
    """Hash evidence again and compare it with the records; exit code 1: a file is missing or changed, 3: orphans."""
    from hengjian.launch.evidence import print_findings

    with plain_refusals():
        raise typer.Exit(print_findings(home, database_url_of(database_url), console))


@app.command("audit-archive")
def audit_archive(
    year: Annotated[int, typer.Argument(help="A closed appraisal year")],
    home: HomeOption = None,
    database_url: DatabaseOption = None,
) -> None:
    """Move the audit rows up to the end of a closed year into signed archives; the chains go on from there."""
    from hengjian.launch.audit import archive_year
    from hengjian.launch.home import Home

    with plain_refusals():
        archive_year(Home.chosen(home), database_url_of(database_url), console, year)


@app.command()
def openapi(
    check: Annotated[bool, typer.Option("--check", help="Compare with the file instead of writing it")] = False,
    record: Annotated[
        bool, typer.Option("--record", help="First record its examples anew from a small played year; a minute or two")
    ] = False,
    file: Annotated[Path | None, typer.Option(help="Where the contract stands")] = None,
) -> None:
    """Write the public contract, openapi.yaml, from the five services, their descriptions and recorded examples."""
    from hengjian.launch.contract import check_contract, write_contract

    if record:
        from hengjian.launch.examples.recording import record_examples

        with plain_refusals():
            record_examples(console)
    target = file or Path(__file__).resolve().parents[3] / "openapi.yaml"
    if not check:
        write_contract(target)
    elif not check_contract(target):
        refuse(f"{target.name} 已过时，请运行 make openapi / is stale, run make openapi")


if __name__ == "__main__":
    app()
