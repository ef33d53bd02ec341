"""The list of commands. Each one is imported only when it is called, so that `telex --help` starts at once."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from cyclopts import App, CycloptsError

from telex import __version__
from telex.cli.options import Misuse
from telex.errors import TelexError

COMMANDS = {
    "demo": ("telex.cli.demo:demo", "Start a live demonstration wire with demo dispatches and accounts."),
    "serve": ("telex.cli.serve:serve", "Run the wire: API, portal, desk and public site in one process."),
    "file": ("telex.cli.file:file", "File dispatches from files, folders, addresses or standard input."),
    "tail": ("telex.cli.tail:tail", "Follow the live wire in the terminal."),
    "show": ("telex.cli.show:show", "Print one dispatch."),
    "correct": ("telex.cli.correct:correct", "Correct a dispatch: same item, next version, with a note."),
    "update": ("telex.cli.update:update", "File a new dispatch that updates an earlier one."),
    "kill": ("telex.cli.kill:kill", "Kill a dispatch: its text is removed everywhere, a notice remains."),
    "alerts": ("telex.cli.alerts:alerts", "What a person was alerted to."),
    "why": ("telex.cli.why:why", "Why a company has a dispatch, or the first reason why not."),
    "pickup": ("telex.cli.pickup:pickup", "Who carried a dispatch, how much of it, with credit or not."),
    "doctor": ("telex.cli.doctor:doctor", "Check versions, settings, store, free space and clock."),
}
GROUPS = {
    "company": ("telex.cli.company:app", "Companies and what they are entitled to."),
    "user": ("telex.cli.user:app", "People who sign in: of a company or of the agency."),
    "block": ("telex.cli.block:app", "What a company, or everybody, must not or does not want to get."),
    "product": ("telex.cli.product:app", "Products: standing queries sold to companies."),
    "query": ("telex.cli.query:app", "Check a query and explain what it asks, without a server."),
    "topic": ("telex.cli.topic:app", "Saved queries of people, and being alerted to what they bring."),
    "token": ("telex.cli.token:app", "Bearer tokens for programs."),
    "source": ("telex.cli.source:app", "Where dispatches come from: feeds, folders, senders, page layouts."),
    "reading": ("telex.cli.reading:app", "What was read of a dispatch, and setting it right."),
    "evaluate": ("telex.cli.evaluate:app", "How well Telex reads and groups a labelled wire of yours."),
    "places": ("telex.cli.places:app", "The table of towns that places are read with."),
    "quarantine": ("telex.cli.quarantine:app", "What could not be read, and reading it again."),
    "event": ("telex.cli.event:app", "Overrule how dispatches are grouped into events."),
    "hold": ("telex.cli.hold:app", "Versions under embargo or withheld."),
}
HELP = """The wire of a press agency in one process.

Example: telex serve --store wire.db, then in another terminal: telex file communique.txt
"""


def build(asked: str | None = None) -> App:
    """The command line as cyclopts sees it.

    The list of commands shows the summaries above, so that nothing has to be imported for it; the command that is
    `asked` for shows its own docstring, with its example.
    """
    app = App(name="telex", help=HELP, version=__version__, help_format="plaintext", result_action="return_value")
    for name, (target, text) in {**COMMANDS, **GROUPS}.items():
        app.command(target, name=name, help=None if name == asked else text)
    return app


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one command and exits: 0 done, 1 refused or failed, 2 misuse; each with one clear line on stderr."""
    tokens = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = build(tokens[0] if tokens else None)(tokens, exit_on_error=False, print_error=False)
    except CycloptsError as error:
        _say(f"{_line(error)} (telex {' '.join(_command(tokens))}--help shows how)")
        sys.exit(2)
    except Misuse as error:
        _say(f"{error} (telex {' '.join(_command(tokens))}--help shows how)")
        sys.exit(2)
    except TelexError as error:
        _say(str(error))
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(code if isinstance(code, int) else 0)


def _say(line: str) -> None:
    print(f"telex: {line}", file=sys.stderr)


def _line(error: CycloptsError) -> str:
    return " ".join(str(error).split())


def _command(tokens: list[str]) -> list[str]:
    """The command words that were given, each followed by a blank when joined."""
    words: list[str] = []
    for token in tokens[:2]:
        if token.startswith("-") or not (token in COMMANDS or token in GROUPS or words):
            break
        words.append(token)
        if token in COMMANDS:
            break
    return [" ".join(words) + " "] if words else []
