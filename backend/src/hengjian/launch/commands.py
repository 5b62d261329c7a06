"""Commands that keep an installation: its tables, first accounts and backups. What is heavy they import themselves."""

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hengjian.launch.terminal import DatabaseOption, HomeOption, console, database_url_of, plain_refusals, refuse

if TYPE_CHECKING:
    from hengjian.contracts.role_names import Called


def migrate(
    home: HomeOption = None,
    database_url: DatabaseOption = None,
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; exit code 1 where a history is not at its head")
    ] = False,
) -> None:
    """Create roles and schemas where they are missing and bring all five histories to their heads."""
    from hengjian.launch.home import Home
    from hengjian.launch.migrate import find_behind
    from hengjian.launch.reaching import present_database
    from hengjian.launch.up import running_database

    chosen, url = Home.chosen(home), database_url_of(database_url)
    with plain_refusals():
        if check:
            with present_database(chosen, url) as db:
                behind = find_behind(chosen.owner_url(db.url, db.name), chosen.role_of)
            if behind:
                refuse(f"尚未升级 / not migrated: {', '.join(behind)}")
            console.print("数据库已是最新 / up to date")
            return
        with chosen.locked(), running_database(chosen, url, console.print) as db:
            console.print("数据库已升级 / migrated" if db.is_new else "数据库已是最新 / up to date")


def seed(home: HomeOption = None, database_url: DatabaseOption = None) -> None:
    """Install the reference data that every installation needs; repeatable."""
    from hengjian.launch.bootstrap import install_reference_data
    from hengjian.launch.home import Home
    from hengjian.launch.reaching import ready_database

    chosen = Home.chosen(home)
    with plain_refusals(), ready_database(chosen, database_url_of(database_url), console.print) as db:
        asyncio.run(install_reference_data(chosen.settings(db.url, db.name, demo=False)))
        console.print("基础数据已安装 / reference data installed")


RecoverOption = Annotated[
    bool, typer.Option("--recover", help="An administrator stands already, and nobody can sign in any more")
]


def create_admin(
    system: Annotated[str | None, typer.Option(help="Sign-in name of the system administrator, such as wang")] = None,
    system_name: Annotated[str | None, typer.Option(help="That person's name")] = None,
    security: Annotated[str | None, typer.Option(help="Sign-in name of the security administrator")] = None,
    security_name: Annotated[str | None, typer.Option(help="That person's name")] = None,
    home: HomeOption = None,
    database_url: DatabaseOption = None,
    recover: RecoverOption = False,
) -> None:
    """Make the two first administrators of a real installation, for two people; with --recover the one that is missing.

    Each gets a password that is printed this once and replaced at the first sign-in. Names that are left out are asked.
    """
    from hengjian.contracts.role_names import ROLE_NAMES
    from hengjian.contracts.roles import Role
    from hengjian.directory.accounts.bootstrap import NewAdministrator
    from hengjian.launch.bootstrap import create_administrators
    from hengjian.launch.home import Home
    from hengjian.launch.reaching import ready_database

    chosen = Home.chosen(home)
    named = {Role.ADMINISTRATOR: (system, system_name), Role.SECURITY_ADMINISTRATOR: (security, security_name)}
    with plain_refusals():
        wanted = [
            NewAdministrator(role, *_name_of(ROLE_NAMES[role], *names))
            for role, names in named.items()
            if not recover or any(names)
        ]
        if not wanted:
            refuse("请用 --system 或 --security 说明补建哪一个 / say by --system or --security which one is missing")
        with ready_database(chosen, database_url_of(database_url), console.print) as db:
            settings = chosen.settings(db.url, db.name, demo=False)
            passwords = asyncio.run(create_administrators(settings, wanted, recover=recover))
        for one in wanted:
            called = ROLE_NAMES[one.role]
            typer.echo(f"{called.zh} / {called.en}: {one.username}  {passwords[one.username]}")
        console.print(
            "一次性密码，交给各人，首次登录须更改 / for each person alone, to be changed at the first sign-in"
        )


def _name_of(called: "Called", username: str | None, name: str | None) -> tuple[str, str]:
    """As given, or asked where somebody sits at the terminal."""
    asks = sys.stdin.isatty()
    if not asks and (username is None or name is None):
        refuse(
            f"缺少{called.zh}的用户名或姓名 / "
            f"the {called.en}'s sign-in name or name is missing; see hengjian create-admin --help"
        )
    return (
        username or typer.prompt(f"{called.zh}用户名 / sign-in name of the {called.en}"),
        name or typer.prompt(f"{called.zh}姓名 / name of the {called.en}"),
    )


def reset_password(
    username: Annotated[str, typer.Argument(help="Sign-in name of an account that stands")],
    home: HomeOption = None,
    database_url: DatabaseOption = None,
    recover: RecoverOption = False,
) -> None:
    """Give an account another password, to be changed at the next sign-in, and end its sessions; it is asked for, or
    stands in the file that HENGJIAN_PASSWORD_FILE names.
    """
    from hengjian.launch.bootstrap import reset_password as reset
    from hengjian.launch.home import Home
    from hengjian.launch.reaching import ready_database

    chosen = Home.chosen(home)
    with plain_refusals():
        password = _password()
        with ready_database(chosen, database_url_of(database_url), console.print) as db:
            asyncio.run(reset(chosen.settings(db.url, db.name, demo=False), username, password, recover=recover))
        console.print(f"已重置 {username} 的密码 / the password was reset")


def _password() -> str:
    from hengjian.launch.secret_input import read_secret

    def ask() -> str:
        typed: str = typer.prompt("密码 / password", hide_input=True, confirmation_prompt=True)
        return typed

    return read_secret("HENGJIAN_PASSWORD_FILE", ask)


def backup(
    folder: Annotated[Path, typer.Argument(help="Folder of backups, on another disk; made where there is none")],
    home: HomeOption = None,
    database_url: DatabaseOption = None,
) -> None:
    """Back up database, files and keys, encrypted, while the installation runs; the passphrase is asked for, or stands
    in the file that HENGJIAN_BACKUP_PASSPHRASE_FILE names.

    Exit codes: 0 whole; 1 there is no backup; 3 whole but for files that the installation itself has lost.
    """
    from hengjian.launch.backup import back_up, open_or_create
    from hengjian.launch.backup_folder import is_folder_of_backups
    from hengjian.launch.home import Home

    with plain_refusals():
        passphrase = _passphrase(is_new=not is_folder_of_backups(folder))
        opened = open_or_create(folder, passphrase)
        raise typer.Exit(back_up(Home.chosen(home), database_url_of(database_url), opened, console))


def restore(
    folder: Annotated[Path, typer.Argument(help="Folder of backups")],
    home: Annotated[Path, typer.Option("--home", help="A new data folder")],
    moment: Annotated[str | None, typer.Option(help="Name of a backup; without it the latest")] = None,
    database_url: DatabaseOption = None,
) -> None:
    """Make an installation of a backup, compare it with what the backup says, and end all sessions and client secrets.

    Exit codes: 0 all is as it was; 1 something differs, or nothing was restored.
    """
    from hengjian.launch.backup_folder import BackupFolder
    from hengjian.launch.home import Home
    from hengjian.launch.restore import restore as restore_from

    with plain_refusals():
        opened = BackupFolder.open(folder, _passphrase(is_new=False))
        raise typer.Exit(restore_from(opened, moment, Home(home), database_url_of(database_url), console))


def _passphrase(*, is_new: bool) -> str:
    from hengjian.directory.accounts.passwords import find_weakness
    from hengjian.launch.secret_input import read_secret

    def ask() -> str:
        typed: str = typer.prompt("备份口令 / passphrase", hide_input=True, confirmation_prompt=is_new)
        return typed

    passphrase = read_secret("HENGJIAN_BACKUP_PASSPHRASE_FILE", ask)
    if is_new and asyncio.run(find_weakness(passphrase, ())) is not None:
        refuse("备份口令太容易猜到 / the passphrase is too easy to guess; take several unrelated words")
    return passphrase
