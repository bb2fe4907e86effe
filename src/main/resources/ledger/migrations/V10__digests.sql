-- Digests as they were written: the body says what each says, so that it reads the same for ever.
-- What a list of them shows has columns, for a body may be large, or of a later version.
CREATE TABLE digests (
  id       TEXT NOT NULL PRIMARY KEY,
  name     TEXT NOT NULL,
  whose    TEXT NOT NULL,
  subject  TEXT NOT NULL,
  label    TEXT NOT NULL,
  from_at  BIGINT NOT NULL,
  until_at BIGINT NOT NULL,
  due_at   BIGINT NOT NULL,
  made_at  BIGINT NOT NULL,
  notifiers TEXT NOT NULL,
  called   TEXT NOT NULL,
  zone     TEXT NOT NULL,
  score    DOUBLE PRECISION,
  acts     INTEGER NOT NULL,
  body     TEXT NOT NULL
);
CREATE INDEX digests_made ON digests (made_at);

-- When each digest of the plan is to be written next, and the schedule by which that was reckoned.
CREATE TABLE digests_due (
  name     TEXT NOT NULL PRIMARY KEY,
  schedule TEXT NOT NULL,
  due_at   BIGINT NOT NULL
);
