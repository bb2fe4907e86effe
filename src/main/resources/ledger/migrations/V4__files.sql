-- What is no text, such as pictures of pages, so that every process can show them. The id says what
-- is in it: the same picture is kept once.
CREATE TABLE files (
  id    TEXT NOT NULL PRIMARY KEY,
  at    BIGINT NOT NULL,
  type  TEXT NOT NULL,
  bytes ${bytes} NOT NULL
);
CREATE INDEX files_at ON files (at);
