"""Settings of delivery that do not go together are told by name, and secrets are not shown."""

from pathlib import Path

import pytest

from pipeline.config import load_settings, shown
from pipeline.domain.errors import ConfigError

MAIL = {
    "SAHEL_SMTP_HOST": "mail.example.org",
    "SAHEL_SMTP_USER": "sahel",
    "SAHEL_SMTP_PASSWORD": "opensesame",
    "SAHEL_MAIL_FROM": "Veille Sahel <sahel@example.org>",
    "SAHEL_MAIL_TO": "awa@example.org, Desk <desk@example.org>",
    "SAHEL_CHAT": "slack://TokenA/TokenB/TokenC",
}


def without(*names: str) -> dict[str, str]:
    return {name: value for name, value in MAIL.items() if name not in names}


def test_all_of_it_together_is_taken(tmp_path: Path) -> None:
    settings = load_settings(MAIL, home=tmp_path)
    assert settings.mail_to == ("awa@example.org", "Desk <desk@example.org>")
    assert (settings.smtp_port, settings.smtp_tls) == (587, "starttls")
    assert settings.smtp_password.get_secret_value() == "opensesame"


def test_the_file_takes_lists(tmp_path: Path) -> None:
    (tmp_path / "sahel.toml").write_text('chat = ["json://a/b,c", "json://d"]', "utf-8")
    settings = load_settings({}, home=tmp_path)
    assert [one.get_secret_value() for one in settings.chat] == ["json://a/b,c", "json://d"]


def test_password_and_chats_are_shown_nowhere(tmp_path: Path) -> None:
    settings = load_settings(MAIL, home=tmp_path)
    for text in (str(shown(settings)), repr(settings), str(settings)):
        assert "opensesame" not in text
        assert "Token" not in text
    assert shown(settings)["smtp_password"]
    assert not shown(load_settings({}, home=tmp_path))["smtp_password"]


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        (without("SAHEL_SMTP_HOST"), "SAHEL_MAIL_TO: mail_to: letters need a server"),
        (without("SAHEL_MAIL_FROM"), "SAHEL_MAIL_TO: mail_to: letters need a sender"),
        (without("SAHEL_SMTP_PASSWORD"), "SAHEL_SMTP_USER: smtp_user: a user needs a password"),
        (without("SAHEL_SMTP_USER"), "SAHEL_SMTP_PASSWORD: smtp_password: a password needs its user"),
        (MAIL | {"SAHEL_SMTP_TLS": "none"}, "SAHEL_SMTP_TLS: smtp_tls: a password would travel unprotected"),
        (MAIL | {"SAHEL_SMTP_TLS": "ssl"}, "SAHEL_SMTP_TLS: smtp_tls:"),
        (MAIL | {"SAHEL_SMTP_PASSWORD": "s\u00e9same"}, "smtp_user: user and password must be plain ASCII"),
        (MAIL | {"SAHEL_MAIL_TO": "awa@example.org,awa@example.org"}, "mail_to: names somebody twice"),
        (MAIL | {"SAHEL_MAIL_TO": "desk.@example.org"}, "is no mail address"),
        (MAIL | {"SAHEL_MAIL_TO": "a..b@example.org"}, "is no mail address"),
        (MAIL | {"SAHEL_MAIL_FROM": "sahel@example..org"}, "is no mail address"),
    ],
)
def test_what_does_not_go_together_is_told(tmp_path: Path, environment: dict[str, str], told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_settings(environment, home=tmp_path)
    assert told in str(caught.value)
    assert "opensesame" not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "awa",
        "awa@",
        "@example.org",
        "awa example.org",
        "awa@exa mple.org",
        "Awa <awa@example.org",
        "awa@example.org\nBcc: eve@example.org",
        "Awa <awa@example.org>; eve@example.org",
        "\u0639\u0644\u064a@example.org",
        "a@b@c",
        "awa@example.org\x00",
    ],
)
@pytest.mark.parametrize("key", ["SAHEL_MAIL_TO", "SAHEL_MAIL_FROM"])
def test_an_address_that_is_none_is_refused(tmp_path: Path, key: str, address: str) -> None:
    with pytest.raises(ConfigError, match=f"{key}: {key[6:].lower()}: "):
        load_settings(MAIL | {key: address}, home=tmp_path)


def test_without_a_password_an_own_relay_needs_no_tls(tmp_path: Path) -> None:
    plain = without("SAHEL_SMTP_USER", "SAHEL_SMTP_PASSWORD") | {"SAHEL_SMTP_TLS": "none"}
    assert load_settings(plain, home=tmp_path).smtp_tls == "none"
