"""The workflows are sound, pinned and least privileged, and their scripts do what they say.

The issue forms are forms.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from mkdocs.config import load_config

ROOT = Path(__file__).resolve().parent.parent.parent
BIN = Path(sys.executable).parent
FOLDER = ROOT / ".github/workflows"
FILES = sorted(FOLDER.glob("*.yml"))
DEPENDABOT = ROOT / ".github/dependabot.yml"
WORKFLOWS = {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in FILES}
JOBS = {
    (name, job): body
    for name, workflow in WORKFLOWS.items()
    for job, body in workflow["jobs"].items()
}
STEPS = [(*job, step) for job, body in JOBS.items() for step in body.get("steps", [])]
TEMPLATES = ROOT / ".github/ISSUE_TEMPLATE"
FORMS = [file for file in sorted(TEMPLATES.glob("*.yml")) if file.name != "config.yml"]
TITLE = "keras 9.9.9: 2 of 3 outputs changed; 1 failed"
REPORT = f"{TITLE}\n\n````diff\n-1.0\n+`$(date)` 한글\n````"
every_form = pytest.mark.parametrize("form", FORMS, ids=lambda file: file.stem)


def run(script, cwd=ROOT, **environment):
    """A step as GitHub runs it."""
    return subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
    )


def script(workflow, job, says):
    """The one script of a job that has these words in it."""
    [found] = [
        step["run"]
        for *where, step in STEPS
        if where == [workflow, job] and says in step.get("run", "")
    ]
    return found


@pytest.fixture
def gh(tmp_path, monkeypatch):
    """A stand-in for GitHub's command, which writes down what it was told.

    `open` is the number of the open issue.
    """
    command = tmp_path / "bin/gh"
    command.parent.mkdir()
    command.write_text(
        '#!/bin/sh\nif [ "$1 $2" = "issue list" ]; then echo "$OPEN"; exit; fi\n'
        f'printf "[%s]" "$@" >> {tmp_path}/told; '
        f'case "$*" in *--body-file*) cat > {tmp_path}/body;; esac\n'
    )
    command.chmod(0o755)
    monkeypatch.setenv("PATH", str(command.parent), prepend=os.pathsep)

    def told(changed, open):
        step = script("newest", "report", "gh issue")
        result = run(step, CHANGED=changed, OPEN=open, REPORT=REPORT)
        assert result.returncode == 0, result.stderr
        return (tmp_path / "told").read_text() if (tmp_path / "told").exists() else ""

    return told


def test_actionlint_and_shellcheck_find_nothing():
    command = [BIN / "actionlint", "-shellcheck", BIN / "shellcheck", *FILES]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


def test_zizmor_finds_nothing_not_even_what_only_the_pedantic_mind():
    options = "--offline --no-progress --persona pedantic --strict-collection".split()
    files = [*FILES, DEPENDABOT]
    command = [BIN / "zizmor", *options, *files]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
    assert all(f"completed {file}" in result.stderr for file in files)


@pytest.mark.parametrize(
    "schema, files",
    [
        ("vendor.github-workflows", FILES),
        ("custom.github-workflows-require-timeout", FILES),
        ("vendor.dependabot", [DEPENDABOT]),
        ("vendor.github-issue-forms", FORMS),
        ("vendor.github-issue-config", [TEMPLATES / "config.yml"]),
    ],
)
def test_files_for_github_follow_its_schemas(schema, files):
    assert files
    command = [BIN / "check-jsonschema", "--builtin-schema", schema, *files]
    result = subprocess.run(command, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_action_is_pinned_to_a_commit_and_says_its_version_and_one_commit_serves_all():
    texts = [file.read_text(encoding="utf-8") for file in FILES]
    used = [line for text in texts for line in re.findall(r"uses: (.*)", text)]
    actions = {line for line in used if not line.startswith("$/.github/workflows/")}
    assert actions
    for line in actions:
        assert re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line
    assert len({line.split("@")[0] for line in actions}) == len(actions)


def test_the_actions_are_raised_together_once_a_week_when_others_have_tried_them():
    [actions] = yaml.safe_load(DEPENDABOT.read_text(encoding="utf-8"))["updates"]
    assert actions["package-ecosystem"] == "github-actions"
    assert actions["schedule"] == {"interval": "weekly"}
    assert actions["groups"] == {"actions": {"patterns": ["*"]}}
    assert actions["cooldown"]["default-days"] >= 7


def test_a_workflow_may_nothing_a_job_may_read_and_the_two_that_write_run_nothing_of_the_book():
    assert [workflow["permissions"] for workflow in WORKFLOWS.values()] == [{}] * len(WORKFLOWS)
    may = {job: body["permissions"] for job, body in JOBS.items()}
    writes = {job: what for job, what in may.items() if what != {"contents": "read"}}
    assert writes == {
        ("pages", "publish"): {"contents": "write"},
        ("newest", "report"): {"issues": "write"},
    }
    for *job, step in STEPS:
        if tuple(job) in writes:
            assert "make" not in step.get("run", "")
            assert "checkout" not in step.get("uses", "")


def test_a_job_that_runs_the_book_has_its_history_and_no_token():
    checkouts = [step["with"] for *_, step in STEPS if "checkout" in step.get("uses", "")]
    assert len(checkouts) == sum("make " in step.get("run", "") for *_, step in STEPS)
    assert all(options == {"fetch-depth": 0, "persist-credentials": False} for options in checkouts)
    tokens = [job for *job, step in STEPS if "github.token" in str(step)]
    assert tokens == [["newest", "report"], ["pages", "publish"]]


def test_workflows_run_commands_of_the_makefile():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):", makefile, re.MULTILINE)
    scripts = [step.get("run", "") for *_, step in STEPS]
    made = [name for text in scripts for name in re.findall(r"^make (\S+)", text, re.MULTILINE)]
    assert made and set(made) <= set(targets)


def test_the_check_comes_before_the_tests_and_these_before_the_site():
    assert JOBS["test", "test"]["needs"] == "check"
    assert JOBS["test", "check"]["steps"][-1]["run"] == "make check"
    assert JOBS["pages", "build"]["needs"] == "tests"
    assert JOBS["pages", "tests"]["uses"] == "$/.github/workflows/test.yml"
    assert JOBS["pages", "publish"]["needs"] == "build"


def test_the_cache_of_packages_depends_on_files_that_are_there():
    options = [step["with"] for *_, step in STEPS if "setup-python" in step.get("uses", "")]
    paths = [each["cache-dependency-path"].split() for each in options]
    assert paths and all(list(ROOT.glob(pattern)) for patterns in paths for pattern in patterns)


@pytest.mark.parametrize(
    "repository, own, address",
    [
        ("You/book", "", "https://you.github.io/book/"),
        ("You/you.github.io", "", "https://you.github.io/"),
        ("You/You.github.io", "", "https://you.github.io/"),
        ("You/book", "https://book.example/", "https://book.example/"),
    ],
)
def test_the_addresses_of_the_site_come_from_the_repository(tmp_path, repository, own, address):
    github = {
        "GITHUB_REPOSITORY": repository,
        "GITHUB_REPOSITORY_OWNER": "You",
        "GITHUB_SERVER_URL": "https://github.com",
    }
    env = tmp_path / "env"
    step = script("pages", "build", "SITE_URL")
    result = run(step, OWN_ADDRESS=own, GITHUB_ENV=str(env), **github)
    assert result.returncode == 0, result.stderr
    wanted = f"SITE_URL={address}\nREPO_URL=https://github.com/{repository}\n"
    assert env.read_text() == wanted


def test_the_site_is_pushed_whole_and_without_history_to_the_branch_that_colab_opens(gh, tmp_path):
    branch = load_config(str(ROOT / "mkdocs.yml")).remote_branch
    subprocess.run(["git", "init", "--quiet", "--bare", tmp_path / "you/book"], check=True)
    github = {
        "GITHUB_SERVER_URL": f"file://{tmp_path}",
        "GITHUB_REPOSITORY": "you/book",
        "GITHUB_SHA": "c0ffee",
    }
    for content in ("old", "new"):
        site = tmp_path / content
        (site / "en").mkdir(parents=True)
        (site / "en/index.html").write_text(content)
        result = run(script("pages", "publish", "git push"), cwd=site, **github)
        assert result.returncode == 0, result.stderr

    def git(*words):
        return subprocess.check_output(["git", "-C", tmp_path / "you/book", *words], text=True)

    assert git("ls-tree", "-r", "--name-only", branch) == ".nojekyll\nen/index.html\n"
    assert git("show", f"{branch}:en/index.html") == "new"
    log = git("log", "--format=%an %s", branch)
    assert log == "github-actions[bot] The site of c0ffee\n"
    assert (tmp_path / "told").read_text() == "[auth][setup-git]" * 2


def test_the_report_reaches_the_summary_and_the_next_job_whole(tmp_path):
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache/newest.md").write_text(REPORT + "\n")
    files = {
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
    }
    result = run(script("newest", "try", "SUMMARY"), cwd=tmp_path, **files)
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "summary").read_text() == REPORT + "\n"
    output = (tmp_path / "output").read_text()
    name, end, report = re.fullmatch(r"(\w+)<<(.*)\n((?:.*\n)*)\2\n", output).groups()
    assert (name, report) == ("report", REPORT + "\n")
    assert len(end) > 20


def test_without_a_report_the_weekly_run_is_red(tmp_path):
    files = {
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
        "GITHUB_OUTPUT": str(tmp_path / "output"),
    }
    assert run(script("newest", "try", "SUMMARY"), cwd=tmp_path, **files).returncode != 0


def test_what_changes_opens_an_issue(gh, tmp_path):
    told = gh(changed="true", open="")
    assert f"[issue][create][--label][newest][--title][{TITLE}][--body-file][-]" in told
    assert "[label][create][newest]" in told
    assert (tmp_path / "body").read_text() == REPORT + "\n"


def test_what_changes_is_written_into_the_issue_that_is_open(gh, tmp_path):
    told = gh(changed="true", open="7")
    assert told == f"[issue][edit][7][--title][{TITLE}][--body-file][-]"
    assert (tmp_path / "body").read_text() == REPORT + "\n"


def test_the_issue_is_closed_when_nothing_changes_any_more(gh):
    assert gh(changed="false", open="") == ""
    assert gh(changed="false", open="7") == f"[issue][close][7][--comment][{TITLE}]"


@every_form
def test_every_question_of_a_form_has_a_name_of_its_own_and_is_asked_in_both_languages(form):
    text = yaml.safe_load(form.read_text(encoding="utf-8"))
    questions = [item for item in text["body"] if item["type"] != "markdown"]
    assert len({question["id"] for question in questions}) == len(questions) > 1
    asked = [text["name"], text["description"]]
    for question in questions:
        asked += [question["attributes"]["label"], *question["attributes"].get("options", [])]
    for words in asked:
        assert re.fullmatch(r"[^가-힣]+ · .*[가-힣].*", words), words


@every_form
def test_a_form_leads_to_the_guide(form):
    links = re.findall(r"\]\((.*?)\)", form.read_text(encoding="utf-8"))
    # from /you/book/issues/new, in each language
    assert links == ["../blob/HEAD/CONTRIBUTING.md"] * 2


def test_a_wrong_output_is_reported_with_the_versions_and_what_was_printed():
    body = yaml.safe_load((TEMPLATES / "code.yml").read_text(encoding="utf-8"))["body"]
    required = {item.get("id") for item in body if item.get("validations", {}).get("required")}
    assert {"versions", "printed"} <= required
    assert "tensorflow.__version__, keras.__version__" in str(body)


def test_the_checklist_of_a_pull_request_names_check_and_test():
    text = (ROOT / ".github/pull_request_template.md").read_text(encoding="utf-8")
    assert re.findall(r"^- \[ \] `(make \w+)`", text, re.MULTILINE) == ["make check", "make test"]
