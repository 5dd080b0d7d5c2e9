"""Settings from the environment: good values are read, a bad one stops the start with one line that names it."""

from pathlib import Path

import pytest

from hedong import env

NAME = "HEDONG_TEST"
FILE = Path("/nowhere/secret")


@pytest.fixture
def read(monkeypatch):
    """What a function of env makes of the variable's text; None leaves it unset."""

    def ask(function, text, *args, **given):
        monkeypatch.delenv(NAME, raising=False)
        if text is not None:
            monkeypatch.setenv(NAME, text)
        return function(NAME, *args, **given)

    return ask


@pytest.mark.parametrize(("text", "expected"), [(None, "usual"), ("", ""), (" set ", "set")])
def test_text_is_stripped(read, text, expected):
    assert read(env.text, text, "usual") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [(text, True) for text in ("true", "TRUE", "1", "yes", " on ")]
    + [(text, False) for text in ("false", "0", "No", "off", "")],
)
def test_booleans_are_read(read, text, expected):
    assert read(env.boolean, text, default=not expected) is expected


@pytest.mark.parametrize("default", [True, False])
def test_a_boolean_left_unset_is_the_default(read, default):
    assert read(env.boolean, None, default=default) is default


@pytest.mark.parametrize(("text", "expected"), [(None, 3), ("0", 0), ("9", 9), (" 5 ", 5)])
def test_whole_numbers_are_read(read, text, expected):
    assert read(env.whole, text, 3, lowest=0, highest=9) == expected


@pytest.mark.parametrize(("text", "expected"), [(None, ["a"]), ("", []), ("a, b ,,c", ["a", "b", "c"])])
def test_words_are_split_at_commas(read, text, expected):
    assert read(env.words, text, "a") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, ["localhost"]),
        ("tracker.example.gov.cn, 127.0.0.1, [::1]", ["tracker.example.gov.cn", "127.0.0.1", "[::1]"]),
        (".example.gov.cn", [".example.gov.cn"]),
        ("*", ["*"]),
    ],
)
def test_hosts_are_read(read, text, expected):
    assert read(env.hosts, text, "localhost") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, []),
        ("https://www.example.gov.cn", ["https://www.example.gov.cn"]),
        ("http://localhost:8000,https://a.cn", ["http://localhost:8000", "https://a.cn"]),
    ],
)
def test_origins_are_read(read, text, expected):
    assert read(env.origins, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [(None, "http://127.0.0.1:8000"), ("", "http://127.0.0.1:8000"), ("https://a.gov.cn", "https://a.gov.cn")],
)
def test_the_sites_own_origin_is_read(read, text, expected):
    assert read(env.origin, text, "http://127.0.0.1:8000") == expected


@pytest.mark.parametrize("text", [None, "", "https://a.gov.cn/licence/?v=4", "http://localhost:8000/x"])
def test_a_pages_address_is_read(read, text):
    assert read(env.address, text, "https://b.cn/") == (text or "https://b.cn/")


def test_mail_is_printed_unless_a_server_is_named(read):
    assert read(env.mail, None, "consolemail://")["EMAIL_BACKEND"].endswith(".console.EmailBackend")


@pytest.mark.parametrize(("scheme", "switch"), [("smtp+tls", "EMAIL_USE_TLS"), ("smtp+ssl", "EMAIL_USE_SSL")])
def test_a_mail_server_is_read_from_its_url(read, scheme, switch):
    config = read(env.mail, f"{scheme}://post:p%40ss@mail.example:2525", "consolemail://")
    assert config["EMAIL_BACKEND"].endswith(".smtp.EmailBackend")
    found = [config[f"EMAIL_{name}"] for name in ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD")]
    assert found == ["mail.example", 2525, "post", "p@ss"]
    assert config[switch] is True


def test_a_mail_server_without_port_and_user_leaves_djangos_own(read):
    config = read(env.mail, "smtp://mail.example", "consolemail://")
    assert config["EMAIL_HOST"] == "mail.example"
    assert not {"EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD"} & config.keys()


@pytest.mark.parametrize("text", ["tracker@example.gov.cn", "区政府督查室 <tracker@example.gov.cn>"])
def test_the_sender_is_read(read, text):
    assert read(env.sender, text, "tracker@localhost") == text
    assert read(env.sender, None, "tracker@localhost") == "tracker@localhost"


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("tracker.example.gov.cn", "https://tracker.example.gov.cn"),
        (".example.gov.cn", "https://*.example.gov.cn"),
        ("*.example.gov.cn", "https://*.example.gov.cn"),
        ("[::1]", "https://[::1]"),
    ],
)
def test_forms_are_believed_from_the_hosts_served(host, origin):
    assert env.trusted_origins(["*", host]) == [origin]


@pytest.mark.parametrize(("text", "expected"), [(None, None), ("", None), ("/targets", "/targets"), ("/a/b", "/a/b")])
def test_a_sub_path_is_read(read, text, expected):
    assert read(env.script_name, text) == expected


def test_the_secret_comes_from_the_environment_before_the_file(read, tmp_path):
    file = tmp_path / "secret_key"
    file.write_text("f" * 40 + "\n", encoding="utf-8")
    assert read(env.secret, None, file) == "f" * 40
    assert read(env.secret, "e" * 32, file) == "e" * 32
    assert read(env.secret, "e" * 32, FILE) == "e" * 32


def test_sqlite_is_the_default_and_tuned_for_many_writers(read, tmp_path):
    config = read(env.database, None, tmp_path / "db.sqlite3")
    assert config["ENGINE"] == "django.db.backends.sqlite3"
    assert config["NAME"] == str(tmp_path / "db.sqlite3")
    assert (config["OPTIONS"]["transaction_mode"], config["OPTIONS"]["timeout"]) == ("IMMEDIATE", 20)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        assert f"PRAGMA {pragma};" in config["OPTIONS"]["init_command"]


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_postgresql_is_pooled_and_checked(read, tmp_path, scheme):
    config = read(env.database, f"{scheme}://user:p%40ss@db.example:5433/targets?sslmode=require", tmp_path)
    assert config["ENGINE"] == "django.db.backends.postgresql"
    found = [config[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")]
    assert found == ["targets", "user", "p@ss", "db.example", 5433]
    assert config["CONN_HEALTH_CHECKS"] is True
    assert config["OPTIONS"]["sslmode"] == "require"
    assert config["OPTIONS"]["pool"]["max_size"] == 8


def test_the_cache_is_memory_unless_redis_is_named(read):
    config = read(env.cache, None)
    assert config["BACKEND"].endswith("LocMemCache")
    assert config["OPTIONS"] == {"MAX_ENTRIES": 500}


@pytest.mark.parametrize("url", ["redis://cache.example:6379/0", "rediss://:secret@cache.example:6380/1"])
def test_redis_fails_open_and_soon(read, url):
    config = read(env.cache, url)
    assert (config["BACKEND"], config["LOCATION"]) == ("django_redis.cache.RedisCache", url)
    assert config["OPTIONS"] == {"IGNORE_EXCEPTIONS": True, "SOCKET_CONNECT_TIMEOUT": 1, "SOCKET_TIMEOUT": 1}


BAD = [
    (env.boolean, {"default": True}, ["perhaps", "2", "是"]),
    (env.whole, {"default": 0, "lowest": 1, "highest": 9}, ["0", "10", "-1", "1.5", "one", "", "١", "²"]),
    (env.hosts, {"default": ""}, ["https://example.gov.cn", "example.gov.cn/a", "a b", "ok.cn,http://x"]),
    (
        env.origins,
        {},
        [
            "www.example.gov.cn",
            "https://a.cn/path",
            "https://[a",
            "ftp://a.cn",
            "https://a.cn;",
            "https://'a'",
            "https://",
            "*",
        ],
    ),
    (env.script_name, {}, ["targets", "/targets/", "/", "/a b", "/a?b", "/a#b", '/a"', "/<a>"]),
    (env.secret, {"file": FILE}, [None, "", "short", "x" * 31]),
    (
        env.database,
        {"default": Path("db.sqlite3")},
        ["mysql://u:p@h/n", "postgres://u:p@h:5432", "postgres://u:p@h:port/n", "db.sqlite3", "nonsense://", "  ://"],
    ),
    (env.origin, {"default": ""}, [None, "a.cn", "https://a.cn/targets", "https://a.cn/", "ftp://a.cn", "https://[a"]),
    (env.address, {"default": ""}, [None, "a.cn", "by/4.0", "ftp://a.cn/x", "https://", "javascript:alert(1)"]),
    (env.mail, {"default": ""}, [None, "imap://h", "smtp://", "mail.example:25", "smtp://h:port", "smtp+tls://u:p@"]),
    (env.sender, {"default": ""}, [None, "tracker", "Name <tracker>", "a@b.cn\nBcc: c@d.cn", "@a.cn"]),
    (env.cache, {}, ["memcached://h", "redis://", "localhost:6379", "/run/redis"]),
]


@pytest.mark.parametrize(
    ("function", "given", "text"),
    [
        pytest.param(function, given, text, id=f"{function.__name__}-{text}")
        for function, given, texts in BAD
        for text in texts
    ],
)
def test_a_bad_value_stops_the_start_with_one_line_naming_it(read, function, given, text):
    with pytest.raises(SystemExit) as stopped:
        read(function, text, **given)
    message = str(stopped.value.code)
    assert message.startswith(f"{NAME}: ")
    assert message.endswith("(see docs/deploy.md)")
    assert "\n" not in message


@pytest.mark.parametrize("text", ["mysql://u:hush@h/n", "postgre://u:hush@h/n", "postgres://u:hush@h"])
def test_a_bad_address_of_the_database_does_not_tell_its_password(read, recwarn, text):
    with pytest.raises(SystemExit) as stopped:
        read(env.database, text, FILE)
    assert "hush" not in str(stopped.value.code)
    assert [str(warning.message) for warning in recwarn] == []


def test_a_bad_address_of_the_mail_server_does_not_tell_its_password(read):
    with pytest.raises(SystemExit) as stopped:
        read(env.mail, "imap://u:hush@h", "consolemail://")
    assert "hush" not in str(stopped.value.code)


def test_a_folder_is_made_and_one_that_cannot_be_stops_the_start(read, tmp_path):
    assert read(env.folder, str(tmp_path / "a" / "b"), tmp_path).is_dir()
    (tmp_path / "file").write_text("")
    with pytest.raises(SystemExit, match=rf"^{NAME}: .*file/var.*write"):
        read(env.folder, str(tmp_path / "file" / "var"), tmp_path)


@pytest.mark.parametrize("text", ["https://a?x", "https://a#x"])
def test_an_origin_has_no_query(read, text):
    with pytest.raises(SystemExit, match=NAME):
        read(env.origins, text)


def test_a_host_has_no_port(read):
    with pytest.raises(SystemExit, match=NAME):
        read(env.hosts, "example.org:8000", "")
