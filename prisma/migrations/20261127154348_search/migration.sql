-- AlterTable
ALTER TABLE "post" ADD COLUMN     "language" TEXT NOT NULL DEFAULT 'und';

-- CreateTable
CREATE TABLE "search_post" (
    "post_id" INTEGER NOT NULL,
    "thread_id" INTEGER NOT NULL,
    "space_id" INTEGER NOT NULL,
    "rule_id" INTEGER NOT NULL,
    "author_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "has_image" BOOLEAN NOT NULL,
    "words" tsvector NOT NULL,
    "changed" BIGINT NOT NULL,

    CONSTRAINT "search_post_pkey" PRIMARY KEY ("post_id")
);

-- CreateTable
CREATE TABLE "search_gone" (
    "post_id" INTEGER NOT NULL,
    "changed" BIGINT NOT NULL,
    "gone_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "search_gone_pkey" PRIMARY KEY ("post_id")
);

-- CreateTable
CREATE TABLE "search_word" (
    "rule_id" INTEGER NOT NULL,
    "word" TEXT NOT NULL,
    "docs" INTEGER NOT NULL,

    CONSTRAINT "search_word_pkey" PRIMARY KEY ("rule_id","word")
);

-- CreateIndex
CREATE INDEX "search_post_created_at_post_id_idx" ON "search_post"("created_at" DESC, "post_id" DESC);

-- CreateIndex
CREATE INDEX "search_post_space_id_created_at_post_id_idx" ON "search_post"("space_id", "created_at" DESC, "post_id" DESC);

-- CreateIndex
CREATE INDEX "search_post_author_id_created_at_post_id_idx" ON "search_post"("author_id", "created_at" DESC, "post_id" DESC);

-- CreateIndex
CREATE INDEX "search_post_thread_id_idx" ON "search_post"("thread_id");

-- What Prisma's schema can't say ------------------------------------------------------------------------------

-- Both are trusted: the owner of a database may create them without being a superuser.
CREATE EXTENSION IF NOT EXISTS "pg_trgm";
CREATE EXTENSION IF NOT EXISTS "unaccent";

-- Text as it is compared, for what is written and for what is asked alike: no accents, no case, nothing but words.
-- Names that live by their signs become words (c++, c#, .net); what is written without spaces (CJK, Thai) becomes
-- overlapping pairs of characters, so that any part of it is found.
CREATE FUNCTION "search_fold"(t text) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE n text := t;
BEGIN
  IF n ~ '[^\x01-\x7f]' THEN n := public.unaccent('public.unaccent'::regdictionary, normalize(n, NFKC)); END IF;
  n := lower(n);
  IF position('++' IN n) > 0 THEN n := regexp_replace(n, '\m([a-z])\+\+', '\1plusplus', 'g'); END IF;
  IF position('#' IN n) > 0 THEN n := regexp_replace(n, '\m([a-z])#(?![a-z0-9])', '\1sharp', 'g'); END IF;
  IF position('.net' IN n) > 0 THEN n := regexp_replace(n, '(^|[^a-z0-9])\.net\M', '\1dotnet', 'g'); END IF;
  n := regexp_replace(n, '[\x01-\x2f\x3a-\x40\x5b-\x60\x7b-\xbf\xd7\xf7\u2000-\u206f\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u30fb\ufe30-\ufe4f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]+', ' ', 'g');
  IF n ~ '[\u0e00-\u0e7f\u2e80-\u2fdf\u3005-\u3007\u3021-\u302f\u3031-\u30fa\u30fc-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]' THEN
    SELECT string_agg(CASE WHEN piece[1] IS NULL THEN piece[2] ELSE ' ' || search_pairs(piece[1]) || ' ' END, '' ORDER BY at)
      INTO n
      FROM regexp_matches(n, '([\u0e00-\u0e7f\u2e80-\u2fdf\u3005-\u3007\u3021-\u302f\u3031-\u30fa\u30fc-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]+)|([^\u0e00-\u0e7f\u2e80-\u2fdf\u3005-\u3007\u3021-\u302f\u3031-\u30fa\u30fc-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]+)', 'g')
        WITH ORDINALITY AS one(piece, at);
  END IF;
  RETURN n;
END $$;

-- 'abcd' as 'ab bc cd'; a single character as it is.
CREATE FUNCTION "search_pairs"(run text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT string_agg(substr(run, i, 2), ' ' ORDER BY i) FROM generate_series(1, greatest(1, length(run) - 1)) AS i
$$;

-- What a document says: its folded text, and the parts of its identifiers beside them (useState: use, state).
CREATE FUNCTION "search_document"(t text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN t ~ '[a-z0-9][A-Z]' THEN search_fold(t) || ' ' || lower((
    SELECT coalesce(string_agg(regexp_replace(name[1], '([a-z0-9])([A-Z])', '\1 \2', 'g'), ' '), '')
    FROM regexp_matches(t, '[A-Za-z0-9]*[a-z0-9][A-Z][A-Za-z0-9]*', 'g') AS name))
  ELSE search_fold(t) END
$$;

-- The stemmer of a language, or null where there is none.
CREATE FUNCTION "search_stemmer"(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE language
    WHEN 'ar' THEN 'pg_catalog.arabic'::regconfig WHEN 'da' THEN 'pg_catalog.danish'::regconfig
    WHEN 'de' THEN 'pg_catalog.german'::regconfig WHEN 'el' THEN 'pg_catalog.greek'::regconfig
    WHEN 'en' THEN 'pg_catalog.english'::regconfig WHEN 'es' THEN 'pg_catalog.spanish'::regconfig
    WHEN 'fi' THEN 'pg_catalog.finnish'::regconfig WHEN 'fr' THEN 'pg_catalog.french'::regconfig
    WHEN 'hi' THEN 'pg_catalog.hindi'::regconfig WHEN 'hu' THEN 'pg_catalog.hungarian'::regconfig
    WHEN 'id' THEN 'pg_catalog.indonesian'::regconfig WHEN 'it' THEN 'pg_catalog.italian'::regconfig
    WHEN 'nl' THEN 'pg_catalog.dutch'::regconfig WHEN 'no' THEN 'pg_catalog.norwegian'::regconfig
    WHEN 'pt' THEN 'pg_catalog.portuguese'::regconfig WHEN 'ro' THEN 'pg_catalog.romanian'::regconfig
    WHEN 'ru' THEN 'pg_catalog.russian'::regconfig WHEN 'sv' THEN 'pg_catalog.swedish'::regconfig
    WHEN 'tr' THEN 'pg_catalog.turkish'::regconfig END
$$;

-- Every word as it was written, so that "redis" finds no "redirect", and its stem, so that "poles" finds "pole". The
-- stems of the text carry no positions: they are many, and nobody asks where they stand. A tsvector holds one megabyte
-- at most; 60,000 characters never fill it, and the longest post of an author has 32,000.
CREATE FUNCTION "search_words"(title text, tags text, body text, language text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  stemmer regconfig := search_stemmer(language);
  said text := search_document(left(body, 60000));
  words tsvector := to_tsvector('pg_catalog.simple', said);
BEGIN
  IF title <> '' THEN words := setweight(to_tsvector('pg_catalog.simple', search_document(title)), 'A') || words; END IF;
  IF tags <> '' THEN words := words || setweight(to_tsvector('pg_catalog.simple', search_document(tags)), 'C'); END IF;
  IF stemmer IS NOT NULL THEN
    words := words || strip(to_tsvector(stemmer, said));
    IF title <> '' THEN words := words || setweight(to_tsvector(stemmer, search_document(title)), 'B'); END IF;
  END IF;
  RETURN words;
END $$;

-- One word or phrase of a question. Stems in the given languages belong to single words that are not quoted. `stop`:
-- the first of the languages knows it as a word that says nothing ("how", "the").
CREATE FUNCTION "search_term"(term text, languages text[], prefix boolean, quoted boolean, OUT query tsquery, OUT stop boolean)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
  folded text := search_fold(term);
  language text;
  stems tsquery;
BEGIN
  query := phraseto_tsquery('pg_catalog.simple', folded);
  stop := false;
  IF numnode(query) = 0 THEN RETURN; END IF;
  IF prefix THEN query := (query::text || ':*')::tsquery; END IF;
  IF quoted OR numnode(query) > 1 THEN RETURN; END IF;
  FOREACH language IN ARRAY languages LOOP
    CONTINUE WHEN search_stemmer(language) IS NULL;
    stems := plainto_tsquery(search_stemmer(language), folded);
    IF numnode(stems) = 1 THEN query := query || stems;
    ELSIF numnode(stems) = 0 AND language = languages[1] AND NOT prefix THEN stop := true;
    END IF;
  END LOOP;
END $$;

-- Makes the rows of these posts what they should be.
CREATE FUNCTION "search_put"(ids int[]) RETURNS void LANGUAGE plpgsql AS $$
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
    SELECT string_agg(tag.name || ' ' || tag.slug, ' ') AS names
    FROM thread_tag JOIN tag ON tag.id = thread_tag.tag_id WHERE thread_tag.thread_id = t.id
  ) tags ON p.number = 1
  WHERE p.id = ANY (ids) AND p.state = 'published' AND t.state = 'published' AND NOT t.unlisted
  ON CONFLICT (post_id) DO UPDATE SET thread_id = excluded.thread_id, space_id = excluded.space_id, rule_id = excluded.rule_id,
    author_id = excluded.author_id, number = excluded.number, created_at = excluded.created_at, has_image = excluded.has_image,
    words = excluded.words, changed = excluded.changed;
END $$;

CREATE FUNCTION "search_post_written"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM search_put((SELECT array_agg(id) FROM written));
  RETURN NULL;
END $$;
CREATE TRIGGER "search_post_written" AFTER INSERT ON "post"
REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "search_post_written"();

-- Likes and replies change posts all the time, and nothing that is searched.
CREATE FUNCTION "search_post_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM search_put((
    SELECT array_agg(n.id) FROM written n JOIN was o ON o.id = n.id
    WHERE (n.thread_id, n.number, n.author_id, n.state, n.language, n.created_at, n.text)
      IS DISTINCT FROM (o.thread_id, o.number, o.author_id, o.state, o.language, o.created_at, o.text)
      OR (n.html <> o.html AND (position('<img ' IN n.html) > 0) <> (position('<img ' IN o.html) > 0))));
  RETURN NULL;
END $$;
CREATE TRIGGER "search_post_changed" AFTER UPDATE ON "post"
REFERENCING OLD TABLE AS was NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "search_post_changed"();

CREATE FUNCTION "search_post_removed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM search_post WHERE post_id IN (SELECT id FROM was);
  RETURN NULL;
END $$;
CREATE TRIGGER "search_post_removed" AFTER DELETE ON "post"
REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION "search_post_removed"();

-- A title concerns the first post; a state every post; a rule or a space no word of any.
CREATE FUNCTION "search_thread_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM search_put((
    SELECT array_agg(p.id) FROM written n JOIN was o ON o.id = n.id JOIN post p ON p.thread_id = n.id
    WHERE (n.state, n.unlisted) IS DISTINCT FROM (o.state, o.unlisted) OR (n.title <> o.title AND p.number = 1)));
  UPDATE search_post s SET rule_id = n.rule_id, space_id = n.space_id, changed = pg_current_xact_id()::text::bigint
  FROM written n JOIN was o ON o.id = n.id
  WHERE s.thread_id = n.id AND (n.rule_id, n.space_id) IS DISTINCT FROM (o.rule_id, o.space_id)
    AND (s.rule_id, s.space_id) IS DISTINCT FROM (n.rule_id, n.space_id);
  -- For engines outside: what they filter by.
  UPDATE search_post s SET changed = pg_current_xact_id()::text::bigint
  FROM written n JOIN was o ON o.id = n.id
  WHERE s.thread_id = n.id AND (n.accepted_post_id IS DISTINCT FROM o.accepted_post_id OR (n.post_count <= 1) <> (o.post_count <= 1));
  RETURN NULL;
END $$;
CREATE TRIGGER "search_thread_changed" AFTER UPDATE ON "thread"
REFERENCING OLD TABLE AS was NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "search_thread_changed"();

CREATE FUNCTION "search_tags_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM search_put((SELECT array_agg(p.id) FROM post p WHERE p.number = 1 AND p.thread_id IN (SELECT thread_id FROM changed)));
  RETURN NULL;
END $$;
CREATE TRIGGER "search_tags_added" AFTER INSERT ON "thread_tag"
REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "search_tags_changed"();
CREATE TRIGGER "search_tags_removed" AFTER DELETE ON "thread_tag"
REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "search_tags_changed"();

CREATE FUNCTION "search_tag_renamed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM search_put((
    SELECT array_agg(p.id) FROM written n JOIN was o ON o.id = n.id JOIN thread_tag tt ON tt.tag_id = n.id
    JOIN post p ON p.thread_id = tt.thread_id AND p.number = 1
    WHERE (n.name, n.slug) IS DISTINCT FROM (o.name, o.slug)));
  RETURN NULL;
END $$;
CREATE TRIGGER "search_tag_renamed" AFTER UPDATE ON "tag"
REFERENCING OLD TABLE AS was NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION "search_tag_renamed"();

-- Engines outside hear of what left.
CREATE FUNCTION "search_post_gone"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_gone (post_id, changed) SELECT post_id, pg_current_xact_id()::text::bigint FROM was
  ON CONFLICT (post_id) DO UPDATE SET changed = excluded.changed, gone_at = now();
  RETURN NULL;
END $$;
CREATE TRIGGER "search_post_gone" AFTER DELETE ON "search_post"
REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION "search_post_gone"();

CREATE INDEX "search_post_words" ON "search_post" USING gin ("words");
-- Summarising, so that a change of a column without an index still leaves the words' index alone.
CREATE INDEX "search_post_changed" ON "search_post" USING brin ("changed") WITH (pages_per_range = 32, autosummarize = on);
CREATE INDEX "search_gone_changed" ON "search_gone" ("changed");
CREATE INDEX "thread_title_trigrams" ON "thread" USING gin (lower("title") gin_trgm_ops) WHERE "state" = 'published' AND NOT "unlisted";
CREATE INDEX "member_handle_trigrams" ON "member" USING gin ("handle_key" gin_trgm_ops);
CREATE INDEX "member_name_trigrams" ON "member" USING gin (lower("display_name") gin_trgm_ops);
-- Neighbours of a misspelt word: of the same beginning and about the same length.
CREATE INDEX "search_word_neighbours" ON "search_word" ("rule_id", left("word", 1), length("word"), "docs" DESC);
CREATE INDEX "search_word_trigrams" ON "search_word" USING gin ("word" gin_trgm_ops);
-- How rare a word is decides how it is looked up: let the planner know more of them than the usual thousand.
ALTER TABLE "search_post" ALTER COLUMN "words" SET STATISTICS 1000;
ALTER TABLE "search_post" SET (fillfactor = 90);

-- What is here already. Languages follow with the posts that are baked anew, because the pipeline's version rose.
SELECT count(search_put(ids)) FROM (SELECT array_agg(id) AS ids FROM post GROUP BY id / 1000) AS batch;
