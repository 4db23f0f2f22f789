-- The newest matches of a word that stands in a tenth of a million posts: found without reading where it stands in all of
-- them. The index of words knows of each post when it was written, so that the places of a common word before the asked
-- days are skipped, and not gathered and thrown away.

-- The day of a moment (UTC, counted from 1970), and the runs of 16, 256 and 4,096 days that it lies in, as one kind of number:
-- any stretch of days is covered by a few of them, which app/domains/search/postgres/days.ts finds.
CREATE FUNCTION "search_days"(at timestamptz) RETURNS int[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT ARRAY[day, 1000000 + (day >> 4), 2000000 + (day >> 8), 3000000 + (day >> 12)]
  FROM (SELECT floor(extract(epoch FROM at) / 86400)::int AS day) AS one
$$;

SET LOCAL maintenance_work_mem = '256MB';
DROP INDEX "search_post_words";
-- What is added waits in a list that every search reads through: 1 MB of it instead of 4 costs a search 3 ms and not 13.
CREATE INDEX "search_post_words" ON "search_post" USING gin ("words", search_days("created_at")) WITH (gin_pending_list_limit = 1024);
-- What lies in the days is counted by the planner only once it looked.
ANALYZE "search_post";

-- Room for one more version of a row on each page, which has five: when a space gets another rule, three quarters of the new
-- versions stay where the old ones are, and no word of them is indexed anew. With a tenth of a page free it was half.
ALTER TABLE "search_post" SET (fillfactor = 80);

-- A fifth of a million rows is much to leave behind, and long to know nothing of. One row in fifty instead: a vacuum also
-- puts away what was added to the index of words and is looked through by every search until then.
ALTER TABLE "search_post" SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
ALTER TABLE "post" SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
ALTER TABLE "thread" SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
