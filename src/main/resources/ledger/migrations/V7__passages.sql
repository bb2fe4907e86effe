-- Which customers reached which stage, as others told us. The subject is a mark that tells one
-- customer from another, and not who it is. Told twice, it is kept once.
CREATE TABLE passages (
  touchpoint TEXT NOT NULL,
  check_name TEXT NOT NULL,
  subject    TEXT NOT NULL,
  stage      TEXT NOT NULL,
  at         BIGINT NOT NULL,
  segment    TEXT NOT NULL,
  PRIMARY KEY (touchpoint, check_name, subject, stage, at)
) ${clustered};
CREATE INDEX passages_check ON passages (touchpoint, check_name, at);
CREATE INDEX passages_at ON passages (at);
