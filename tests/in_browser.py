"""Serve the app to Chromium, press a key there, and look: `python -m tests.in_browser [FILE.png]`.

It needs Chromium and `pip install -e '.[web]'`; where one is missing, it says so, and checks
nothing. Nothing but this computer can be reached from the page.
"""

from __future__ import annotations

import asyncio
import base64
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.print_sheet import BROWSERS
from tests.terminal import ESCAPES

SERVE = (
    "import sys; from textual_serve.server import Server;"
    "app = f'{sys.executable} -m infoint_tui demo';"
    "Server(app, host='127.0.0.1', port=int(sys.argv[1])).serve()"
)
FOCUS = "document.querySelector('.xterm-helper-textarea').focus()"
PATIENCE = 60.0
STEPS = (("", "WHEN YOU'RE READY"), ("4", "Keep in touch"))
"""The keys, and what the app shows after each."""


class Page:
    """A page of a browser that is told what to do over its debugging socket."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._calls = 0
        self._text = b""
        """What the app has sent to the page since the last key."""

    async def call(self, method: str, **params: object) -> dict[str, Any]:
        """Call a method of the debugging protocol, and return what it returns."""
        self._calls += 1
        await self._socket.send_json({"id": self._calls, "method": method, "params": params})
        while True:
            told = await self._next()
            if told.get("id") == self._calls:
                assert "error" not in told, told
                return dict(told["result"])

    async def press(self, key: str) -> None:
        """Press a key."""
        self._text = b""
        for kind in ("keyDown", "keyUp"):
            await self.call("Input.dispatchKeyEvent", type=kind, text=key, key=key)

    async def sees(self, words: str) -> None:
        """Wait until the app has sent these words to the page since the last key."""
        async with asyncio.timeout(PATIENCE):
            while words not in ESCAPES.sub("", self._text.decode(errors="replace")):
                await self._next()

    async def _next(self) -> dict[str, Any]:
        told: dict[str, Any] = await self._socket.receive_json()
        if told.get("method") == "Network.webSocketFrameReceived":
            frame = told["params"]["response"]
            is_binary = frame["opcode"] == 2
            sent = frame["payloadData"]
            self._text += base64.b64decode(sent) if is_binary else sent.encode()
        return told


def free_port() -> int:
    """Return a port of this computer that nobody uses."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def until(found: Callable[[], str]) -> str:
    """Return what is found, once something is."""
    end = time.monotonic() + PATIENCE
    while not (there := found()):
        assert time.monotonic() < end, "it did not start"
        await asyncio.sleep(0.1)
    return there


def answers(port: int) -> str:
    """Return the port if someone listens there, else ""."""
    with socket.socket() as one:
        return "" if one.connect_ex(("127.0.0.1", port)) else str(port)


async def look(profile: Path, port: int) -> bytes:
    """Press the keys in the page, and return a picture of it."""
    import aiohttp  # type: ignore[import-not-found,unused-ignore]  # from the extra `web`

    said = profile / "DevToolsActivePort"  # the browser writes there where it listens
    where = await until(lambda: said.read_text("utf-8") if said.exists() else "")
    base = f"http://127.0.0.1:{where.split()[0]}"
    async with aiohttp.ClientSession() as session:
        tabs = await (await session.get(f"{base}/json")).json()
        address = next(each for each in tabs if each["type"] == "page")["webSocketDebuggerUrl"]
        async with session.ws_connect(address, max_msg_size=0) as socket:
            page = Page(socket)
            await page.call("Network.enable")
            await page.call("Page.navigate", url=f"http://127.0.0.1:{port}/")
            for key, words in STEPS:
                if key:
                    await page.call("Runtime.evaluate", expression=FOCUS)
                    await page.press(key)
                await page.sees(words)
                print(f"{key or 'opened'}: {words}")
            await asyncio.sleep(1)  # the page draws what it got, and nothing tells when it has
            shot = await page.call("Page.captureScreenshot")
            return base64.b64decode(shot["data"])


def main(names: list[str]) -> int:
    """Serve and look; the picture is kept if a file is named."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None or find_spec("textual_serve") is None:
        print(f"not run: there is no {'textual-serve' if browser else 'Chromium'} here")
        return 0
    port = free_port()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        server = subprocess.Popen([sys.executable, "-c", SERVE, str(port)], **quiet)
        chromium: subprocess.Popen[bytes] | None = None
        try:
            asyncio.run(until(lambda: answers(port)))
            chromium = subprocess.Popen(
                [
                    browser,
                    *("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
                    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                    "--window-size=1200,800",
                    "--remote-debugging-port=0",
                    f"--user-data-dir={folder}",
                    "about:blank",
                ],
                **quiet,
            )
            picture = asyncio.run(look(Path(folder), port))
        finally:
            for each in filter(None, (chromium, server)):
                each.terminate()
                each.wait(10)
    for name in names:
        Path(name).write_bytes(picture)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
