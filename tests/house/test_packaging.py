"""What is shipped: the wheel, the pins, the compose file."""

import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest
import yaml

from pipeline import __version__

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PINS = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))


def plain_name(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=! ]", requirement)[0]).lower()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    if built.returncode:
        pytest.skip(f"no wheel could be built here: {built.stderr.strip().splitlines()[-1][:120]}")
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_holds_both_packages_the_lists_and_all_that_is_no_code(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert names >= {
        "pipeline/__main__.py",
        "pipeline/_seeds/feeds.toml",
        "pipeline/_seeds/places.toml",
        "pipeline/_seeds/topics/fuel-blockade.toml",
        "pipeline/web/static/style.css",
        "pipeline/web/templates/listing.html",
        "storage/migrations/env.py",
        "storage/migrations/versions/0001_first.py",
    }
    assert any(name.startswith("pipeline/_seeds/documents/") for name in names)
    assert any(name.startswith("pipeline/report/templates/") for name in names)
    assert not any(name.startswith(("tests/", "benchmarks/")) for name in names)


def test_the_installed_program_finds_its_lists(wheel: Path, tmp_path: Path) -> None:
    """Install the wheel beside the libraries of this environment and run it from there."""
    place = tmp_path / "installed"
    venv.create(place, with_pip=False, symlinks=True)
    python = place / "bin" / "python"
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packages = place / "lib" / version / "site-packages"
    zipfile.ZipFile(wheel).extractall(packages)
    here = Path(yaml.__file__).parents[1]
    (packages / "libraries.pth").write_text(str(here), "utf-8")
    program = (
        "from pipeline.lists import shipped_seeds, load_outlets; print(shipped_seeds(), len(load_outlets(None).feeds))"
    )
    ran = subprocess.run([python, "-P", "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    folder, feeds = ran.stdout.split()
    assert Path(folder) == packages / "pipeline" / "_seeds"
    assert int(feeds) > 150


def test_every_dependency_is_pinned_once() -> None:
    names = [plain_name(pin) for pin in PINS]
    assert len(names) == len(set(names))
    extras = [name for group in PROJECT["optional-dependencies"].values() for name in group]
    needed = {plain_name(name) for name in PROJECT["dependencies"] + extras} - {"sahel-monitor"}
    assert needed - set(names) == set()


def test_the_pins_hold_no_address() -> None:
    assert [pin for pin in PINS if not re.fullmatch(r"[A-Za-z0-9_.\-]+==[A-Za-z0-9_.+!]+", pin)] == []


def test_no_lock_file_is_kept() -> None:
    assert not [path.name for path in ROOT.glob("*.lock")]


def test_compose_offers_a_database_a_service_and_an_embedded_profile() -> None:
    services = COMPOSE["services"]
    assert set(services) == {"db", "service", "embedded"}
    assert services["db"]["image"] == "postgres:17"
    assert services["service"]["depends_on"]["db"]["condition"] == "service_healthy"
    assert services["service"]["environment"]["SAHEL_DB"].startswith("postgresql://")
    assert "SAHEL_DB" not in services["embedded"]["environment"]
    assert services["embedded"]["profiles"] == ["embedded"]
    named = {volume.partition(":")[0] for service in services.values() for volume in service["volumes"]}
    assert named == set(COMPOSE["volumes"])


@pytest.mark.parametrize("name", ["service", "embedded"])
def test_a_container_runs_as_nobody_special_and_is_watched(name: str) -> None:
    service = COMPOSE["services"][name]
    lines = service["build"]["dockerfile_inline"].splitlines()
    assert lines[0].startswith("FROM python:3.")
    assert "USER sahel" in lines
    assert any("constraints.txt" in line for line in lines)
    assert any("COPY" in line for line in lines)
    assert lines.index("USER sahel") < lines.index('ENTRYPOINT ["sahel"]')
    assert "/health" in service["healthcheck"]["test"][-1]
    assert service["image"].endswith(f":{__version__}")
    assert service["ports"] == ["127.0.0.1:8000:8000"]


def test_the_variables_of_the_containers_are_settings_we_know() -> None:
    from pipeline.config import NOT_SETTINGS, PREFIX, Settings

    known = {PREFIX + name.upper() for name in Settings.model_fields} | NOT_SETTINGS
    for service in COMPOSE["services"].values():
        set_here = {name for name in service["environment"] if name.startswith(PREFIX)}
        assert set_here <= known
