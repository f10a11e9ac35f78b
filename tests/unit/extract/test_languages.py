from pipeline.extract.fields.languages import extract
from tests.unit.extract.one_page import run, values


def test_own_and_alternate_languages():
    alternates = "".join(f'<link rel="alternate" hreflang="{code}" href="/{code}">' for code in ("en-GB", "de", "x-default"))
    html = f'<html lang="de-AT">{alternates}'
    assert values(run(extract, html, language="de")) == ["de", "en"]


def test_a_wrong_declaration_counts_less():
    assert run(extract, '<html lang="en">', language="de")[0].weight < run(extract, '<html lang="de">', language="de")[0].weight


def test_what_is_no_code_is_left_out():
    assert run(extract, '<html lang="english">', language="en") == []
