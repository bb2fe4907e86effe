-- One text for every engine. Moments are milliseconds since 1970, yes and no are 1 and 0, and what
-- is never searched for is JSON. What engines call differently comes in as a placeholder.

CREATE TABLE checks (
  touchpoint  TEXT NOT NULL,
  name        TEXT NOT NULL,
  live        SMALLINT NOT NULL,
  due_at      BIGINT NOT NULL,
  asked_at    BIGINT,
  claim       TEXT,
  claim_until BIGINT,
  state       TEXT NOT NULL,
  PRIMARY KEY (touchpoint, name)
);
-- A round reads no further than what it claims: free rows by due time, claimed ones by their end.
CREATE INDEX checks_free ON checks (due_at) WHERE live = 1 AND claim IS NULL;
CREATE INDEX checks_claimed ON checks (claim_until) WHERE live = 1 AND claim IS NOT NULL;
CREATE INDEX checks_retired ON checks (touchpoint, name) WHERE live = 0;

CREATE TABLE incidents (
  id          TEXT NOT NULL PRIMARY KEY,
  touchpoint  TEXT NOT NULL,
  check_name  TEXT NOT NULL,
  opened_at   BIGINT NOT NULL,
  resolved_at BIGINT,
  wake_at     BIGINT,
  state       TEXT NOT NULL
);
CREATE INDEX incidents_open ON incidents (touchpoint, check_name) WHERE resolved_at IS NULL;
CREATE INDEX incidents_past ON incidents (touchpoint, resolved_at) WHERE resolved_at IS NOT NULL;
CREATE INDEX incidents_wake ON incidents (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX incidents_old ON incidents (resolved_at) WHERE resolved_at IS NOT NULL;

CREATE TABLE postings (
  id             TEXT NOT NULL PRIMARY KEY,
  incident       TEXT NOT NULL,
  person         TEXT NOT NULL,
  notifier       TEXT NOT NULL,
  road           INTEGER NOT NULL,
  decided_at     BIGINT NOT NULL,
  due_at         BIGINT NOT NULL,
  claim          TEXT,
  claim_until    BIGINT,
  attempts       INTEGER NOT NULL,
  first_tried_at BIGINT,
  parcel         TEXT,
  notice         TEXT NOT NULL,
  settled_at     BIGINT,
  ending         TEXT,
  reference      TEXT,
  counts         SMALLINT NOT NULL DEFAULT 0
);
CREATE INDEX postings_due ON postings (due_at) WHERE settled_at IS NULL;
CREATE INDEX postings_pair ON postings (person, notifier, due_at) WHERE settled_at IS NULL;
CREATE INDEX postings_claimed ON postings (claim_until)
  WHERE settled_at IS NULL AND claim IS NOT NULL;
CREATE INDEX postings_incident ON postings (incident);
CREATE INDEX postings_told ON postings (person, notifier, settled_at) WHERE counts = 1;
CREATE INDEX postings_old ON postings (settled_at) WHERE settled_at IS NOT NULL;

CREATE TABLE events (
  id         ${identity},
  at         BIGINT NOT NULL,
  type       TEXT NOT NULL,
  touchpoint TEXT,
  check_name TEXT,
  incident   TEXT,
  person     TEXT,
  reason     TEXT,
  text       TEXT NOT NULL
);
CREATE INDEX events_at ON events (at);
CREATE INDEX events_touchpoint ON events (touchpoint, at) WHERE touchpoint IS NOT NULL;
CREATE INDEX events_incident ON events (incident) WHERE incident IS NOT NULL;

CREATE TABLE rollups (
  touchpoint TEXT NOT NULL,
  check_name TEXT NOT NULL,
  hour       BIGINT NOT NULL,
  looks      INTEGER NOT NULL,
  bad        INTEGER NOT NULL,
  blind      INTEGER NOT NULL,
  classes    TEXT NOT NULL,
  PRIMARY KEY (touchpoint, check_name, hour)
) ${clustered};
CREATE INDEX rollups_hour ON rollups (hour);

CREATE TABLE beats (
  id         ${identity},
  touchpoint TEXT NOT NULL,
  check_name TEXT NOT NULL,
  at         BIGINT NOT NULL,
  ok         SMALLINT NOT NULL,
  body       TEXT NOT NULL
);
CREATE INDEX beats_check ON beats (touchpoint, check_name, at);
CREATE INDEX beats_at ON beats (at);

CREATE TABLE overrides (
  id       TEXT NOT NULL PRIMARY KEY,
  from_at  BIGINT NOT NULL,
  until_at BIGINT,
  body     TEXT NOT NULL
);

CREATE TABLE plans (
  number  ${identity},
  at      BIGINT NOT NULL,
  files   TEXT NOT NULL,
  summary TEXT NOT NULL
);

CREATE TABLE pulses (
  loop TEXT NOT NULL PRIMARY KEY,
  at   BIGINT NOT NULL
);

-- At most one row: when we last said that we listen.
CREATE TABLE listening (
  id SMALLINT NOT NULL PRIMARY KEY CHECK (id = 1),
  at   BIGINT NOT NULL
);

CREATE TABLE gaps (
  from_at  BIGINT NOT NULL PRIMARY KEY,
  until_at BIGINT NOT NULL
);
