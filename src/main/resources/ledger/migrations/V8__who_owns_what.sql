-- Since when the plan knows somebody as an owner; gone when they own nothing any more.
CREATE TABLE owners (
  person TEXT NOT NULL PRIMARY KEY,
  since  BIGINT NOT NULL
);

-- An owner's word that these were all of theirs at that moment: a row for each touchpoint.
CREATE TABLE confirmations (
  person     TEXT NOT NULL,
  at         BIGINT NOT NULL,
  touchpoint TEXT NOT NULL,
  PRIMARY KEY (person, at, touchpoint)
);
CREATE INDEX confirmations_at ON confirmations (at);
CREATE INDEX confirmations_touchpoint ON confirmations (touchpoint);
-- The latest messages to somebody, however they ended.
CREATE INDEX postings_ended ON postings (person, settled_at) WHERE settled_at IS NOT NULL;
