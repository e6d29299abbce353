-- Reads ask it too: a statement that calls it may still be spread over workers.
ALTER FUNCTION "expect_version"(TEXT, INTEGER) PARALLEL SAFE;
