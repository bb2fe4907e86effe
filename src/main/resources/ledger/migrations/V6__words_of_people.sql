-- What a person said of what no machine sees. The last word of a check is kept as long as the check
-- is; a photo is a row of files, and stays as long as the word that it goes with.
CREATE TABLE attestations (
  id         TEXT NOT NULL PRIMARY KEY,
  touchpoint TEXT NOT NULL,
  check_name TEXT NOT NULL,
  person     TEXT NOT NULL,
  at         BIGINT NOT NULL,
  fine       SMALLINT NOT NULL,
  note       TEXT NOT NULL,
  answers    TEXT NOT NULL,
  file       TEXT,
  via        TEXT NOT NULL
);
CREATE INDEX attestations_check ON attestations (touchpoint, check_name, at);
CREATE INDEX attestations_at ON attestations (at);
CREATE INDEX attestations_file ON attestations (file) WHERE file IS NOT NULL;

-- What people reported. An answer that waits to be sent has a due time; the address goes with the
-- answer, or after a while.
CREATE TABLE reports (
  id          TEXT NOT NULL PRIMARY KEY,
  touchpoint  TEXT NOT NULL,
  incident    TEXT NOT NULL,
  at          BIGINT NOT NULL,
  text        TEXT NOT NULL,
  address     TEXT,
  file        TEXT,
  answer      TEXT,
  due_at      BIGINT,
  claim       TEXT,
  claim_until BIGINT
);
CREATE INDEX reports_incident ON reports (incident);
CREATE INDEX reports_at ON reports (at);
CREATE INDEX reports_due ON reports (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX reports_file ON reports (file) WHERE file IS NOT NULL;
