-- What was changed at a touchpoint, which figure should move by it, and what became of it. `asked`
-- and `asked_at` say who was asked for a verdict, so that nobody is asked twice; `was` and `became`
-- are the figure as it was judged.
CREATE TABLE initiatives (
  id          TEXT NOT NULL PRIMARY KEY,
  touchpoint  TEXT NOT NULL,
  person      TEXT NOT NULL,
  made_at     BIGINT NOT NULL,
  changed_at  BIGINT NOT NULL,
  what        TEXT NOT NULL,
  measure     TEXT NOT NULL,
  check_name  TEXT,
  direction   TEXT NOT NULL,
  target      DOUBLE PRECISION,
  until_at    BIGINT NOT NULL,
  follows     TEXT,
  asked       TEXT,
  asked_at    BIGINT,
  verdict     TEXT,
  verdict_at  BIGINT,
  verdict_by  TEXT,
  verdict_why TEXT,
  was         DOUBLE PRECISION,
  became      DOUBLE PRECISION
);
CREATE INDEX initiatives_touchpoint ON initiatives (touchpoint);
CREATE INDEX initiatives_waiting ON initiatives (until_at) WHERE verdict IS NULL;
