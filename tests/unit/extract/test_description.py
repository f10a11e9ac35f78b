from pipeline.extract.fields.description import extract
from tests.unit.extract.one_page import run, values

SENTENCE = "We build and repair wooden boats of up to twelve metres for owners around the lake."


def test_the_meta_description_of_the_home_page_counts_most():
    html = f'<meta name="description" content="{SENTENCE}"><main><p>Since the yard was opened, four hundred boats have left it by water.</p></main>'
    found = run(extract, html)
    assert max(found, key=lambda c: c.weight).value == SENTENCE
    assert len(found) == 2


def test_structured_data_of_the_organisation_but_not_of_an_article():
    firm, article = f'{{"@type":"LocalBusiness","description":"{SENTENCE}"}}', f'{{"@type":"Article","description":"{SENTENCE[::-1]}"}}'
    html = f'<script type="application/ld+json">[{firm},{article}]</script>'
    assert values(run(extract, html)) == [SENTENCE]


def test_labels_and_lists_are_no_description():
    assert (
        run(
            extract,
            "<main><p>Opening hours Monday to Friday from eight to five o'clock</p><ul><li>Boats, sails, ropes and all you need for them.</li></ul></main>",
        )
        == []
    )


def test_inner_pages_count_little():
    html = f'<meta name="description" content="{SENTENCE}">'
    assert run(extract, html, kind="news")[0].weight < 0.5 < run(extract, html)[0].weight
