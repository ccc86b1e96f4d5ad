"""Chipo makes a passkey, signs in with it, renames it and removes it."""

from playwright.sync_api import Page, expect

from tests.journeys.conftest import sign_in

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def give_device(page: Page) -> None:
    """Give the browser a device that makes passkeys and unlocks them by itself."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def test_a_passkey_is_made_used_renamed_and_removed(site, open_browser):
    page = open_browser()
    give_device(page)
    sign_in(page, site, "Chipo")

    page.goto(f"{site.url}/en/you/")
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name of this passkey").fill("My phone")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page).to_have_url(f"{site.url}/en/you/")
    expect(page.get_by_role("heading", name="My phone")).to_be_visible()

    page.goto(f"{site.url}/en/sign-in/out/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.goto(f"{site.url}/en/sign-in/?next=/en/themes/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(f"{site.url}/en/themes/")

    page.goto(f"{site.url}/en/you/")
    page.get_by_role("link", name="Rename My phone").click()
    page.get_by_label("Name of this passkey").fill("Office computer")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Remove Office computer").click()
    page.get_by_role("button", name="Remove this passkey").click()
    expect(page.get_by_text("You have none yet.")).to_be_visible()


def test_a_passkey_that_was_removed_signs_nobody_in(site, open_browser):
    page = open_browser()
    give_device(page)
    sign_in(page, site, "Chipo")
    page.goto(f"{site.url}/en/you/passkeys/add/")
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_role("link", name="Remove My passkey").click()
    page.get_by_role("button", name="Remove this passkey").click()
    page.goto(f"{site.url}/en/sign-in/out/")
    page.locator("main").get_by_role("button", name="Sign out").click()

    page.goto(f"{site.url}/en/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_text("This passkey was not recognised")).to_be_visible()


def test_without_scripts_the_code_is_the_way_in(site, open_browser):
    page = open_browser(javascript=False)

    page.goto(f"{site.url}/en/sign-in/")

    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    expect(page.get_by_role("button", name="Send me a code")).to_be_visible()


def test_no_button_for_a_passkey_shows_before_it_does_something(site, open_browser):
    page = open_browser(javascript=False)
    sign_in(page, site, "Chipo")

    page.goto(f"{site.url}/en/you/passkeys/add/")

    expect(page.get_by_role("button", name="Make the passkey")).to_be_hidden()
    expect(page.get_by_text("scripts are switched off")).to_be_visible()
