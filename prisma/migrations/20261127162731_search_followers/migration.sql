-- An engine outside keeps the title and the tags of a thread with each of its posts, where PostgreSQL reads them from the
-- thread. So a change of either concerns every post, though no word of theirs. What the transaction touched already
-- (an import, above all) is left alone.
CREATE FUNCTION "search_follow_threads"(ids int[]) RETURNS void LANGUAGE sql AS $$
  UPDATE search_post SET changed = pg_current_xact_id()::text::bigint
  WHERE thread_id = ANY (ids) AND changed <> pg_current_xact_id()::text::bigint
$$;

CREATE FUNCTION "search_title_followed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM search_follow_threads((
    SELECT array_agg(n.id) FROM written n JOIN was o ON o.id = n.id WHERE n.title <> o.title));
  RETURN NULL;
END $$;
CREATE TRIGGER "search_title_followed" AFTER UPDATE ON "thread"
REFERENCING OLD TABLE AS was NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "search_title_followed"();

CREATE FUNCTION "search_tags_followed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM search_follow_threads((SELECT array_agg(DISTINCT thread_id) FROM changed));
  RETURN NULL;
END $$;
CREATE TRIGGER "search_tags_followed_added" AFTER INSERT ON "thread_tag"
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "search_tags_followed"();
CREATE TRIGGER "search_tags_followed_removed" AFTER DELETE ON "thread_tag"
REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "search_tags_followed"();
