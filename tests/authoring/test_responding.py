"""`dateline response`, and the form for responses on GitHub that `dateline new --issue-form` writes."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import yaml
from dateline import kit
from dateline.authoring.answers import Answers
from dateline.authoring.project import Project
from dateline.authoring.responding import response
from dateline.authoring.scaffolding import files
from jsonschema import Draft7Validator

from tests.authoring.commanded import good_project, refused

FORM = ".github/ISSUE_TEMPLATE/response.yml"
SCHEMA = Path(__file__).with_name("vendor") / "github-issue-forms.json"
"""GitHub's issue forms as SchemaStore describes them (Apache License 2.0, beside it), from the package check-jsonschema 0.39.0."""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return good_project(tmp_path / "event")


def test_without_consent_it_is_a_draft(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    response(project, "square", from_="Жанна: a reader", date="2022-01-08")
    text = (project.content / "responses/2022-01-08-zhanna-a-reader.md").read_text("utf-8")
    for line in ("About: square", "From: Жанна: a reader", "Date: 2022-01-08", "Status: draft"):
        assert line in text.splitlines()
    assert "# Consent: how and when" in text
    assert "once its writer agrees, fill in Consent and delete the line Status" in capsys.readouterr().out


def test_with_consent_it_is_none(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    response(project, "square", from_="A reader", date="2022-01-08", consent="by letter")
    text = (project.content / "responses/2022-01-08-a-reader.md").read_text("utf-8")
    assert "\nConsent: by letter\n" in text
    assert "\nStatus:" not in text
    assert capsys.readouterr().out == "content/responses/2022-01-08-a-reader.md is written: now put the letter below its head\n"


def test_what_is_wrong_is_told_at_once(project: Project) -> None:
    assert refused(project, lambda: response(project, "sqare", date="2022-02-30")) == [
        'unknown article or entry "sqare": did you mean "square"?',
        "--from is missing: write who wrote the letter, as they want to be named",
        '--date: "2022-02-30" does not exist: February 2022 has 28 days',
    ]


def test_no_letter_is_written_over(project: Project) -> None:
    response(project, "square", from_="A reader", date="2022-01-08")
    assert refused(project, lambda: response(project, "first", from_="A reader", date="2022-01-08")) == [
        "content/responses/2022-01-08-a-reader.md is there already: name another writer or day, or write into it"
    ]


ANSWERS = Answers("An event", "Europe/Madrid", date(2024, 5, 31))


def test_the_form_is_written_for_those_who_ask() -> None:
    without, asked = (files(kit.scaffold(), ANSWERS, date(2024, 6, 1), issue_form=form) for form in (False, True))
    assert asked.keys() - without.keys() == {FORM}


def test_the_form_is_one_of_githubs_and_says_first_that_all_is_public() -> None:
    form = yaml.safe_load(files(kit.scaffold(), ANSWERS, date(2024, 6, 1), issue_form=True)[FORM])
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft7Validator.check_schema(schema)
    assert [error.message for error in Draft7Validator(schema).iter_errors(form)] == []
    first, *fields = form["body"]
    assert first["type"] == "markdown"
    assert "public at once, with the name of your GitHub account" in first["attributes"]["value"]
    assert all(field["type"] != "markdown" for field in fields)


def test_the_schema_refuses_what_is_no_form() -> None:
    form = yaml.safe_load(files(kit.scaffold(), ANSWERS, date(2024, 6, 1), issue_form=True)[FORM])
    form["body"][1]["type"] = "letter"
    assert list(Draft7Validator(json.loads(SCHEMA.read_text("utf-8"))).iter_errors(form))
