"""English and back, at both widths: before signing in, in the menu, on the account, and never in a document."""

from tests.browser.steps import PHONE, at_both_widths, look, press


@at_both_widths
def test_a_person_reads_the_pages_in_english(come, width):
    page = come(width=width)
    page.goto(f"{page.root}/login/")
    press(page, "English")
    look(page)
    page.get_by_label("User name").fill("staff")
    page.get_by_label("Password", exact=True).fill("demo-ita-2569")
    press(page, "Sign in")

    menu = page.locator(".site-menu summary" if width == PHONE else ".menu-end summary")
    menu.click()
    press(page, "English")
    page.get_by_role("heading", level=1, name="Results of year").wait_for()
    look(page)
    page.goto(f"{page.base}/documents/")
    page.get_by_role("heading", level=1, name="Documents").wait_for()
    look(page)
    page.goto(f"{page.root}/help/first-steps/")
    page.get_by_role("heading", level=1, name="First steps").wait_for()
    look(page)

    menu.click()
    press(page, "ไทย")
    page.goto(f"{page.root}/account/")
    page.get_by_role("heading", level=1, name="บัญชีของท่าน").wait_for()
