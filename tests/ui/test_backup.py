"""The hourly backup is in no change's time."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from infoint_tui.domain.records.contact import Contact
from infoint_tui.services.container import Services
from infoint_tui.store import backups
from infoint_tui.ui.app import InfointApp
from infoint_tui.ui.dialogs.contact_form import ContactForm
from tests.ui.conftest import until
from tests.ui.host import typing


async def test_people_are_added_while_a_backup_is_being_made(
    services: Services, make_app: Callable[..., InfointApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    services.contacts.add("Ana Ruiz")
    real, goes_on, begun = backups.gzip.compress, threading.Event(), threading.Event()

    def slow(*args: object, **options: object) -> bytes:
        begun.set()
        goes_on.wait(30)
        return real(*args, **options)  # type: ignore[arg-type]  # as they are

    monkeypatch.setattr(backups.gzip, "compress", slow)
    app = make_app(services, start="contacts")
    async with app.run_test(size=(100, 30)) as pilot:
        try:
            app.back_up()
            await until(pilot, begun.is_set)
            await pilot.press("n")
            await until(pilot, lambda: app.focused and isinstance(app.screen, ContactForm))
            await pilot.press(*typing("Bo"), "ctrl+s")
            repository = services.context.repository
            await until(pilot, lambda: len(repository.all(Contact)) == 2)
            assert services.backing_up.all() == ()
        finally:
            goes_on.set()
        await until(pilot, services.backing_up.all)
