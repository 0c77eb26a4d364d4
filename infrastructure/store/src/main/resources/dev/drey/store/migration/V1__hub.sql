-- One text for SQLite and PostgreSQL. What they spell differently stands in braces: serial (a number that counts
-- by itself and is never used twice) and bytes. Instants are nanoseconds since 1970, lists are lines.

CREATE TABLE counter (
    name  TEXT   NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);

INSERT INTO counter (name, value) VALUES ('people', 0);

CREATE TABLE person (
    name     TEXT    NOT NULL PRIMARY KEY,
    role     TEXT    NOT NULL,
    locked   INTEGER NOT NULL,
    password TEXT,
    created  BIGINT  NOT NULL
);

CREATE TABLE login_key (
    id          ${serial},
    fingerprint TEXT   NOT NULL UNIQUE,
    person      TEXT   NOT NULL REFERENCES person (name) ON DELETE CASCADE,
    type        TEXT   NOT NULL,
    base64      TEXT   NOT NULL,
    comment     TEXT   NOT NULL,
    added       BIGINT NOT NULL,
    used        BIGINT
);

CREATE INDEX login_key_person ON login_key (person);

CREATE TABLE access_grant (
    id     ${serial},
    person TEXT     NOT NULL REFERENCES person (name) ON DELETE CASCADE,
    reach  TEXT     NOT NULL,
    word   TEXT     NOT NULL,
    prefix ${bytes} NOT NULL,
    rights TEXT     NOT NULL
);

CREATE INDEX access_grant_person ON access_grant (person);

CREATE TABLE token (
    number         ${serial},
    id             TEXT    NOT NULL UNIQUE,
    person         TEXT    NOT NULL REFERENCES person (name) ON DELETE CASCADE,
    label          TEXT    NOT NULL,
    sha256         TEXT    NOT NULL UNIQUE,
    rights         TEXT    NOT NULL,
    targets        TEXT    NOT NULL,
    administration INTEGER NOT NULL,
    created        BIGINT  NOT NULL,
    expires        BIGINT,
    used           BIGINT
);

CREATE INDEX token_person ON token (person);

CREATE TABLE server (
    name TEXT NOT NULL PRIMARY KEY
);

CREATE TABLE server_field (
    server TEXT NOT NULL REFERENCES server (name) ON DELETE CASCADE,
    name   TEXT NOT NULL,
    value  TEXT NOT NULL,
    PRIMARY KEY (server, name)
);

CREATE TABLE server_tag (
    server TEXT NOT NULL REFERENCES server (name) ON DELETE CASCADE,
    tag    TEXT NOT NULL,
    PRIMARY KEY (server, tag)
);

-- The value is sealed: see Vault.
CREATE TABLE server_secret (
    server TEXT NOT NULL REFERENCES server (name) ON DELETE CASCADE,
    name   TEXT NOT NULL,
    sealed TEXT NOT NULL,
    PRIMARY KEY (server, name)
);

-- The keys are the paths by their words, where they differ from what was said: by them it is searched.
CREATE TABLE audit (
    id           ${serial},
    at           BIGINT NOT NULL,
    person       TEXT   NOT NULL,
    credential   TEXT   NOT NULL,
    origin       TEXT   NOT NULL,
    action       TEXT   NOT NULL,
    target       TEXT   NOT NULL,
    path         ${bytes},
    path_key     ${bytes},
    new_path     ${bytes},
    new_path_key ${bytes},
    bytes        BIGINT,
    result       TEXT   NOT NULL,
    sha256       TEXT,
    detail       TEXT   NOT NULL
);

CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_person ON audit (person, at);
CREATE INDEX audit_target ON audit (target, at);
