-- What a look put on record before it did what must not be done twice, such as send a form. It
-- stands until that look is settled: whoever claims the check while it stands does not look.
ALTER TABLE checks ADD COLUMN intent TEXT;
