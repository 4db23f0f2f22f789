-- The names of a thread's tags came in the order of whatever plan read them: the same thread had other positions of words from
-- one day to the next, and a check of the search called it wrong.
CREATE OR REPLACE FUNCTION "search_put"(ids int[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF ids IS NULL THEN RETURN; END IF;
  DELETE FROM search_post s WHERE s.post_id = ANY (ids) AND NOT EXISTS (
    SELECT FROM post p JOIN thread t ON t.id = p.thread_id
    WHERE p.id = s.post_id AND p.state = 'published' AND t.state = 'published' AND NOT t.unlisted);
  INSERT INTO search_post AS s (post_id, thread_id, space_id, rule_id, author_id, number, created_at, has_image, words, changed)
  SELECT p.id, t.id, t.space_id, t.rule_id, p.author_id, p.number, p.created_at, position('<img ' IN p.html) > 0,
    search_words(CASE WHEN p.number = 1 THEN t.title ELSE '' END, CASE WHEN p.number = 1 THEN coalesce(tags.names, '') ELSE '' END,
      p.text, CASE WHEN p.language = 'und' THEN coalesce(first.language, 'und') ELSE p.language END),
    pg_current_xact_id()::text::bigint
  FROM post p
  JOIN thread t ON t.id = p.thread_id
  LEFT JOIN post first ON first.thread_id = p.thread_id AND first.number = 1
  LEFT JOIN LATERAL (
    SELECT string_agg(tag.name || ' ' || tag.slug, ' ' ORDER BY tag.id) AS names
    FROM thread_tag JOIN tag ON tag.id = thread_tag.tag_id WHERE thread_tag.thread_id = t.id
  ) tags ON p.number = 1
  WHERE p.id = ANY (ids) AND p.state = 'published' AND t.state = 'published' AND NOT t.unlisted
  ON CONFLICT (post_id) DO UPDATE SET thread_id = excluded.thread_id, space_id = excluded.space_id, rule_id = excluded.rule_id,
    author_id = excluded.author_id, number = excluded.number, created_at = excluded.created_at, has_image = excluded.has_image,
    words = excluded.words, changed = excluded.changed;
END $$;

-- Threads with several tags, whose first posts may have them in another order.
SELECT count(search_put(ids)) FROM (
  SELECT array_agg(p.id) AS ids FROM post p
  WHERE p.number = 1 AND p.thread_id IN (SELECT thread_id FROM thread_tag GROUP BY thread_id HAVING count(*) > 1)
  GROUP BY p.id / 1000
) AS batch;
