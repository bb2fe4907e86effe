-- What customers said where the company can answer. A row is one round: a word and the first answer
-- to it; what was said anew after an answer is a row of its own. No name, no address of anybody, and
-- the quote goes before the row does. `waits` says what `reply`, `answered_at` and `gone_at` say
-- together.
CREATE TABLE voices (
  touchpoint    TEXT NOT NULL,
  check_name    TEXT NOT NULL,
  source        TEXT NOT NULL,
  id            TEXT NOT NULL,
  word_at       BIGINT NOT NULL,
  at            BIGINT NOT NULL,
  edited_at     BIGINT,
  stars         DOUBLE PRECISION,
  reply         TEXT NOT NULL,
  answered_at   BIGINT,
  first_seen_at BIGINT NOT NULL,
  due_at        BIGINT,
  gone_at       BIGINT,
  quote         TEXT NOT NULL,
  link          TEXT,
  waits         SMALLINT NOT NULL,
  PRIMARY KEY (touchpoint, check_name, source, id, word_at)
);
CREATE INDEX voices_touchpoint ON voices (touchpoint, word_at);
CREATE INDEX voices_waiting ON voices (touchpoint) WHERE waits = 1;
CREATE INDEX voices_old ON voices (word_at);
CREATE INDEX voices_quoted ON voices (word_at) WHERE quote <> '';

-- The hours of measurements whose history is kept.
CREATE TABLE figures (
  touchpoint TEXT NOT NULL,
  check_name TEXT NOT NULL,
  name       TEXT NOT NULL,
  hour       BIGINT NOT NULL,
  last       DOUBLE PRECISION NOT NULL,
  low        DOUBLE PRECISION NOT NULL,
  high       DOUBLE PRECISION NOT NULL,
  sum        DOUBLE PRECISION NOT NULL,
  looks      INTEGER NOT NULL,
  PRIMARY KEY (touchpoint, check_name, name, hour)
) ${clustered};
CREATE INDEX figures_hour ON figures (hour);
