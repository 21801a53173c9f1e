"""What the user says about themselves."""

from __future__ import annotations

from infoint_tui.ui.screen import KeyScreen, asking


@asking
async def about_you(screen: KeyScreen) -> None:
    """Ask for the user's name, and for a few lines about them."""
    await introduce_yourself(screen)


async def introduce_yourself(screen: KeyScreen) -> None:
    """Ask for the user's name, and for a few lines about them, and save both."""
    from infoint_tui.ui.dialogs.about_me import about_you_form

    about = screen.services.about_you
    form = about_you_form(about.name, about.lines)
    changed = await screen.ask(
        form,
        lambda said: about.change(said["name"], said["lines"].splitlines()),
        about="",
        part="about you",
    )
    if changed:
        screen.inform("Saved what you say about yourself")


async def offer_before_first_message(screen: KeyScreen) -> None:
    """Ask who the user is before their first message, once; nothing happens after that."""
    if screen.services.about_you.is_wanted and screen.main_app.is_new("about_you"):
        await introduce_yourself(screen)
