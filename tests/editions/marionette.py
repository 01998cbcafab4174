"""Firefox as a test drives it: Marionette's protocol, each message `LENGTH:JSON` (Firefox Source Docs, "Marionette", "Protocol")."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FIREFOX = os.environ.get("FIREFOX_PATH") or shutil.which("firefox-esr") or shutil.which("firefox")
_PREFERENCES = {
    "marionette.port": 0,  # a free one, which then stands in a file of the profile
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.enabled": False,
}
_PATIENCE = 90
"""Seconds for Firefox to start, and for each answer."""

_LISTEN = """
globalThis.asked = [];
globalThis.listener = {
  observe(subject) {
    const channel = subject.QueryInterface(Ci.nsIChannel);
    if (channel.loadInfo.browsingContextID) globalThis.asked.push(channel.URI.spec);
  },
};
Services.obs.addObserver(globalThis.listener, "http-on-opening-request");
Services.console.reset();
"""
"""Firefox asks for this and that itself: only what a page asks for counts."""
_SEEN = """
const images = [...document.images];
return {paper: getComputedStyle(document.body).backgroundColor, pictures: images.length, whole: images.filter(each => each.naturalWidth).length};
"""
_HEARD = """
const of = arguments[0];
const said = Services.console.getMessageArray().filter(each => each instanceof Ci.nsIScriptError && (each.sourceName || "").startsWith(of));
Services.obs.removeObserver(globalThis.listener, "http-on-opening-request");
return [said.map(each => `${each.category}: ${each.errorMessage}`), globalThis.asked];
"""


class Firefox:
    """A Firefox without a window. Raises RuntimeError where it answers with an error, OSError where it does not answer."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), _PATIENCE)
        self._read = self._socket.makefile("rb")
        self._number = 0
        self._message()  # who it is
        self._tell("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {}}})

    def heard(self, address: str) -> tuple[list[str], list[str], dict[str, Any]]:
        """Open a page; return what then stands in the console of it, what it asked a network for, and what is seen: its paper, pictures, how many are whole."""
        self._in("chrome", _LISTEN)
        self._tell("WebDriver:Navigate", {"url": address})
        seen = self._in("content", _SEEN)
        said, asked = self._in("chrome", _HEARD, address)
        return said, asked, seen

    def close(self) -> None:
        """Let go of it."""
        self._read.close()
        self._socket.close()

    def _in(self, context: str, script: str, *given: Any) -> Any:
        self._tell("Marionette:SetContext", {"value": context})
        done = self._tell("WebDriver:ExecuteScript", {"script": script, "args": given, "newSandbox": False, "sandbox": context})["value"]
        self._tell("Marionette:SetContext", {"value": "content"})
        return done

    def _tell(self, command: str, given: Any) -> Any:
        self._number += 1
        data = json.dumps([0, self._number, command, given]).encode()
        self._socket.sendall(b"%d:%s" % (len(data), data))
        _, number, error, result = self._message()
        assert number == self._number
        if error:
            raise RuntimeError(f"{command}: {error['error']}: {error['message']}")
        return result

    def _message(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            byte = self._read.read(1)
            if not byte:
                raise ConnectionError("Firefox has gone")
            length += byte
        return json.loads(self._read.read(int(length[:-1])))


@contextmanager
def firefox(folder: Path) -> Iterator[Firefox]:
    """Run one with a new profile below a folder."""
    profile = folder / "profile"
    profile.mkdir()
    (profile / "user.js").write_text("".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in _PREFERENCES.items()), "utf-8")
    home = {"HOME": str(folder), "PATH": os.environ["PATH"], "MOZ_HEADLESS": "1"}
    # What a page's console says is read by a script of Firefox's own rank, which must be let in by name.
    command = [str(FIREFOX), "--headless", "--no-remote", "--marionette", "--remote-allow-system-access", "--profile", str(profile)]
    with (folder / "log").open("wb") as log, subprocess.Popen(command, env=home, stdout=log, stderr=log) as process:
        try:
            driven = Firefox(_port(profile, process))
            try:
                yield driven
            finally:
                driven.close()
        finally:
            process.terminate()
            process.wait(_PATIENCE)


def _port(profile: Path, process: subprocess.Popen[bytes]) -> int:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            return int((profile / "MarionetteActivePort").read_text("ascii"))
        except (OSError, ValueError):
            time.sleep(0.1)
    raise TimeoutError("Firefox does not say where it listens")
