"""Which place lies within which, as far as codes tell."""

import pytest

from credseal.model.regions import contains
from credseal.model.vocabularies import concepts

COUNTRY = "http://publications.europa.eu/resource/authority/country/"
ATU = "http://publications.europa.eu/resource/authority/atu/"
NUTS = "http://data.europa.eu/nuts/code/"

WITHIN = [
    (COUNTRY + "GRC", NUTS + "EL52"),
    (COUNTRY + "GRC", "GR"),
    ("GR", COUNTRY + "GRC"),
    ("GR", NUTS + "EL"),
    (NUTS + "UK", "GB"),
    (NUTS + "EL5", NUTS + "EL522"),
    (NUTS + "EL5", NUTS + "EL5"),
    (ATU + "ESP", ATU + "ESP_PR_BCN"),
    (ATU + "ESP", NUTS + "ES511"),
    (ATU + "ESP_PR_BCN", ATU + "ESP_PR_BCN"),
    (ATU + "GBR", ATU + "ENG_UA_CHE"),
    (ATU + "ENG", ATU + "ENG_UA_CHE"),
    (COUNTRY + "1A0", "XK"),
]
OUTSIDE = [
    (COUNTRY + "GRC", "ES"),
    (COUNTRY + "GRC", ATU + "ESP_PR_BCN"),
    (NUTS + "EL5", NUTS + "EL6"),
    (NUTS + "EL52", NUTS + "EL53"),
    (NUTS + "EL5", NUTS + "ES511"),
    (ATU + "ESP_PR_BCN", ATU + "ESP_PR_MAD"),
    (ATU + "SCT", ATU + "ENG_UA_CHE"),
]
NOBODY_KNOWS = [
    (NUTS + "EL5", "GR"),  # the country lies in it in part
    (NUTS + "EL522", NUTS + "EL5"),
    (ATU + "ESP_PR_BCN", "ES"),
    (ATU + "GRC_AD_KRITI", ATU + "GRC_PE_CHANIA"),  # it does, and the codes do not tell
    (ATU + "ESP_PR_BCN", NUTS + "ES511"),
    (COUNTRY + "EUR", "GR"),
    ("https://uni.example/", "GR"),
    ("GR", "https://uni.example/"),
    ("", ""),
    ("xx", "yy"),
    ("ZZ", "GR"),
]


@pytest.mark.parametrize(
    ("outer", "inner", "expected"),
    [(*pair, True) for pair in WITHIN]
    + [(*pair, False) for pair in OUTSIDE]
    + [(*pair, None) for pair in NOBODY_KNOWS],
)
def test_a_place_within_another(outer, inner, expected):
    assert contains(outer, inner) is expected


def test_every_region_of_the_lists_lies_in_itself_and_in_one_country():
    countries = [each.uri for each in concepts("country") if not each.uri.endswith("/EUR")]
    of_countries = dict.fromkeys(countries)
    for region in (*concepts("nuts")[::40], *concepts("atu")[::60]):
        if region.uri != ATU + "EUR":
            assert contains(region.uri, region.uri) is True
            assert len([uri for uri in of_countries if contains(uri, region.uri)]) == 1, region.uri


def test_a_longer_code_lies_in_a_shorter_one():
    units = [each.uri for each in concepts("nuts") if each.uri.startswith(NUTS + "PL")]
    for outer in units:
        for inner in units:
            if inner.startswith(outer):
                assert contains(outer, inner) is True
