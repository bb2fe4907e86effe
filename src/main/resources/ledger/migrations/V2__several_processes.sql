-- Several processes may share what we remember.

-- The transaction that changed a row last, so that a process can ask for what others changed; 0,
-- and then in no index, where one process alone writes.
ALTER TABLE checks ADD COLUMN changed BIGINT NOT NULL DEFAULT 0;
ALTER TABLE incidents ADD COLUMN changed BIGINT NOT NULL DEFAULT 0;
CREATE INDEX checks_changed ON checks (changed) WHERE changed > 0;
CREATE INDEX incidents_changed ON incidents (changed) WHERE changed > 0;

-- Who is there. A process that ends in order takes its row with it.
CREATE TABLE processes (
  name    TEXT NOT NULL PRIMARY KEY,
  run     TEXT NOT NULL,
  since   BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  plan    BIGINT NOT NULL,
  refused SMALLINT NOT NULL
);

-- At most one row: the plan that waits for a yes.
CREATE TABLE held_plan (
  id      SMALLINT NOT NULL PRIMARY KEY CHECK (id = 1),
  process TEXT NOT NULL,
  at      BIGINT NOT NULL,
  files   TEXT NOT NULL,
  summary TEXT NOT NULL
);

-- What is made once and is the same for all, such as the key that signs links.
CREATE TABLE made_once (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
);
