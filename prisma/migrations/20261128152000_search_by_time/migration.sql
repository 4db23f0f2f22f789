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
CREATE INDEX "search_post_words" ON "search_post" USING gin ("words", search_days("created_at"));
-- What lies in the days is counted by the planner only once it looked.
ANALYZE "search_post";
