import pytest

from pipeline.extract.fields.contact_form import extract
from tests.unit.extract.one_page import run

FORM = """<form method="POST" action="/send"><input name="name"><input type="email" name="mail"><textarea name="message"></textarea>
<input name="website_url" style="display:none" tabindex="-1"><input type="hidden" name="t"><div class="g-recaptcha"></div><button>Send</button></form>"""


def test_a_form_with_a_message_is_described():
    (found,) = run(extract, FORM, kind="contact", url="https://quarzwerk.example/contact")
    assert found.value == "https://quarzwerk.example/contact"
    assert found.attrs["fields"] == "name,mail,message"
    assert (found.attrs["honeypot"], found.attrs["captcha"], found.attrs["action"], found.attrs["method"]) == ("website_url", "g-recaptcha", "/send", "post")
    assert found.attrs["cue"].startswith("<form")


@pytest.mark.parametrize(
    "html",
    [
        "<form role='search'><input name='s'></form>",
        "<form class='newsletter'><input name='a'><input type='email'><textarea></textarea></form>",
        "<form><input type='email' name='m'><input type='password'></form>",
        "<form id='commentform'><input name='author'><textarea name='comment'></textarea></form>",
        "<form><input type='email' name='m'></form>",
    ],
)
def test_searches_newsletters_logins_and_comments_are_none(html):
    assert run(extract, html, kind="contact") == []
