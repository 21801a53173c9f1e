"""Changing the settings."""

from __future__ import annotations

from infoint_tui.ui.screen import TabScreen, asking


@asking
async def settings(screen: TabScreen) -> None:
    """Change the settings: in the user's file, and at once where that is possible."""
    from infoint_tui.paths import settings_file
    from infoint_tui.ui.dialogs.settings import SettingsForm

    context = screen.services.context
    before = context.settings
    mistakes = context.preferences.mistakes
    form = SettingsForm(before, context.today, str(settings_file()), mistakes)
    after = await screen.ask(form, lambda given: context.preferences.change(**given), about="")
    if after is None or after == before:
        return
    if after.theme != before.theme:
        screen.main_app.show_theme(after.theme)
    screen.show_hint()
    screen.inform("Saved the settings.")
