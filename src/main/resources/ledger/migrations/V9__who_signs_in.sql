-- People with a name and a password here. The hash names its own parameters and salt.
CREATE TABLE users (
  name        TEXT NOT NULL PRIMARY KEY,
  hash        TEXT NOT NULL,
  role        TEXT NOT NULL,
  person      TEXT,
  created_at  BIGINT NOT NULL,
  changed_at  BIGINT NOT NULL,
  disabled_at BIGINT
);

-- Who is signed in. The id is the hash of what the cookie holds; a row that is gone has ended.
CREATE TABLE sittings (
  id       TEXT NOT NULL PRIMARY KEY,
  account  TEXT NOT NULL,
  name     TEXT NOT NULL,
  role     TEXT NOT NULL,
  person   TEXT,
  since    BIGINT NOT NULL,
  seen_at  BIGINT NOT NULL,
  ends_at  BIGINT NOT NULL
);
CREATE INDEX sittings_account ON sittings (account);
CREATE INDEX sittings_ends ON sittings (ends_at);

-- What programs sign in with; the hash is that of the secret.
CREATE TABLE api_tokens (
  id         TEXT NOT NULL PRIMARY KEY,
  hash       TEXT NOT NULL UNIQUE,
  name       TEXT NOT NULL,
  role       TEXT NOT NULL,
  read_only  INTEGER NOT NULL,
  person     TEXT,
  created_by TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  used_at    BIGINT,
  expires_at BIGINT NOT NULL,
  revoked_at BIGINT
);

-- Sign-ins at an identity provider that are under way; a row is taken once.
CREATE TABLE sign_ins (
  state    TEXT NOT NULL PRIMARY KEY,
  browser  TEXT NOT NULL,
  nonce    TEXT NOT NULL,
  verifier TEXT NOT NULL,
  onward   TEXT NOT NULL,
  ends_at  BIGINT NOT NULL
);
CREATE INDEX sign_ins_ends ON sign_ins (ends_at);
CREATE INDEX events_type ON events (type, at);
