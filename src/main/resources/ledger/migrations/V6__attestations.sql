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
