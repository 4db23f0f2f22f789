-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "member_kind" AS ENUM ('member', 'imported', 'brand', 'erased');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('member', 'moderator', 'manager', 'admin');

-- CreateEnum
CREATE TYPE "space_kind" AS ENUM ('discussion', 'questions', 'ideas', 'announcements', 'gallery', 'events', 'challenges');

-- CreateEnum
CREATE TYPE "thread_sort" AS ENUM ('latest', 'new', 'top', 'hot', 'unanswered');

-- CreateEnum
CREATE TYPE "content_state" AS ENUM ('published', 'held', 'hidden', 'deleted');

-- CreateEnum
CREATE TYPE "pin_scope" AS ENUM ('space', 'site');

-- CreateTable
CREATE TABLE "access_rule" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "expression" JSONB NOT NULL,
    "teaser" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "access_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_grant" (
    "id" SERIAL NOT NULL,
    "member_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "access_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member" (
    "id" SERIAL NOT NULL,
    "kind" "member_kind" NOT NULL DEFAULT 'member',
    "handle" TEXT NOT NULL,
    "handle_key" TEXT NOT NULL,
    "display_name" TEXT NOT NULL DEFAULT '',
    "bio" TEXT NOT NULL DEFAULT '',
    "location" TEXT NOT NULL DEFAULT '',
    "website" TEXT NOT NULL DEFAULT '',
    "role" "role" NOT NULL DEFAULT 'member',
    "trust_level" INTEGER NOT NULL DEFAULT 0,
    "title" TEXT NOT NULL DEFAULT '',
    "joined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3),
    "suspended_until" TIMESTAMPTZ(3),
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member_handle" (
    "handle_key" TEXT NOT NULL,
    "member_id" INTEGER NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_handle_pkey" PRIMARY KEY ("handle_key")
);

-- CreateTable
CREATE TABLE "member_count" (
    "member_id" INTEGER NOT NULL,
    "rule_id" INTEGER NOT NULL,
    "threads" INTEGER NOT NULL DEFAULT 0,
    "posts" INTEGER NOT NULL DEFAULT 0,
    "likes_received" INTEGER NOT NULL DEFAULT 0,
    "accepted" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "member_count_pkey" PRIMARY KEY ("member_id","rule_id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" SERIAL NOT NULL,
    "member_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "account_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "outbox_event" (
    "id" BIGSERIAL NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_source" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_map" (
    "source_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "external_id" TEXT NOT NULL,
    "internal_id" INTEGER NOT NULL,

    CONSTRAINT "import_map_pkey" PRIMARY KEY ("source_id","kind","external_id")
);

-- CreateTable
CREATE TABLE "import_run" (
    "id" SERIAL NOT NULL,
    "source_id" INTEGER NOT NULL,
    "checksum" TEXT NOT NULL,
    "phase" TEXT NOT NULL,
    "cursor" INTEGER NOT NULL DEFAULT 0,
    "report" JSONB NOT NULL DEFAULT '{}',
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "post" (
    "id" SERIAL NOT NULL,
    "thread_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "author_id" INTEGER NOT NULL,
    "typed_by_id" INTEGER,
    "source" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "pipeline_version" INTEGER NOT NULL,
    "excerpt" TEXT NOT NULL DEFAULT '',
    "text" TEXT NOT NULL DEFAULT '',
    "reply_to_id" INTEGER,
    "reply_count" INTEGER NOT NULL DEFAULT 0,
    "like_count" INTEGER NOT NULL DEFAULT 0,
    "state" "content_state" NOT NULL DEFAULT 'published',
    "state_by_id" INTEGER,
    "state_reason" TEXT NOT NULL DEFAULT '',
    "state_at" TIMESTAMPTZ(3),
    "state_until" TIMESTAMPTZ(3),
    "edited_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "post_move" (
    "thread_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "post_id" INTEGER NOT NULL,
    "moved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "post_move_pkey" PRIMARY KEY ("thread_id","number")
);

-- CreateTable
CREATE TABLE "space" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "kind" "space_kind" NOT NULL DEFAULT 'discussion',
    "hue" INTEGER NOT NULL DEFAULT 150,
    "icon" TEXT NOT NULL DEFAULT '',
    "parent_id" INTEGER,
    "position" INTEGER NOT NULL DEFAULT 0,
    "rule_id" INTEGER NOT NULL DEFAULT 1,
    "default_sort" "thread_sort" NOT NULL DEFAULT 'latest',
    "archived_at" TIMESTAMPTZ(3),
    "locked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "space_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "space_slug" (
    "slug" TEXT NOT NULL,
    "space_id" INTEGER NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "space_slug_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "space_count" (
    "space_id" INTEGER NOT NULL,
    "rule_id" INTEGER NOT NULL,
    "threads" INTEGER NOT NULL DEFAULT 0,
    "posts" INTEGER NOT NULL DEFAULT 0,
    "unanswered" INTEGER NOT NULL DEFAULT 0,
    "last_post_at" TIMESTAMPTZ(3),

    CONSTRAINT "space_count_pkey" PRIMARY KEY ("space_id","rule_id")
);

-- CreateTable
CREATE TABLE "thread" (
    "id" SERIAL NOT NULL,
    "space_id" INTEGER NOT NULL,
    "rule_id" INTEGER NOT NULL,
    "own_rule" BOOLEAN NOT NULL DEFAULT false,
    "author_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "excerpt" TEXT NOT NULL DEFAULT '',
    "state" "content_state" NOT NULL DEFAULT 'published',
    "state_by_id" INTEGER,
    "state_reason" TEXT NOT NULL DEFAULT '',
    "state_at" TIMESTAMPTZ(3),
    "state_until" TIMESTAMPTZ(3),
    "unlisted" BOOLEAN NOT NULL DEFAULT false,
    "pin_scope" "pin_scope",
    "pinned_at" TIMESTAMPTZ(3),
    "pinned_until" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "archived_at" TIMESTAMPTZ(3),
    "featured_at" TIMESTAMPTZ(3),
    "views" INTEGER NOT NULL DEFAULT 0,
    "post_count" INTEGER NOT NULL DEFAULT 0,
    "like_count" INTEGER NOT NULL DEFAULT 0,
    "author_count" INTEGER NOT NULL DEFAULT 0,
    "last_number" INTEGER NOT NULL DEFAULT 0,
    "accepted_post_id" INTEGER,
    "last_author_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_post_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "hot_score" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "thread_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "thread_event" (
    "id" SERIAL NOT NULL,
    "thread_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "params" JSONB NOT NULL DEFAULT '{}',
    "actor_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "thread_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "thread_day" (
    "thread_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "posts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "thread_day_pkey" PRIMARY KEY ("thread_id","day")
);

-- CreateTable
CREATE TABLE "tag" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "thread_tag" (
    "thread_id" INTEGER NOT NULL,
    "tag_id" INTEGER NOT NULL,
    "rule_id" INTEGER NOT NULL,
    "listed" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_post_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "thread_tag_pkey" PRIMARY KEY ("thread_id","tag_id")
);

-- CreateTable
CREATE TABLE "tag_count" (
    "tag_id" INTEGER NOT NULL,
    "rule_id" INTEGER NOT NULL,
    "threads" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "tag_count_pkey" PRIMARY KEY ("tag_id","rule_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "access_rule_name_key" ON "access_rule"("name");

-- CreateIndex
CREATE INDEX "access_grant_kind_key_idx" ON "access_grant"("kind", "key");

-- CreateIndex
CREATE UNIQUE INDEX "access_grant_member_id_kind_key_key" ON "access_grant"("member_id", "kind", "key");

-- CreateIndex
CREATE UNIQUE INDEX "member_handle_key_key" ON "member"("handle_key");

-- CreateIndex
CREATE INDEX "member_handle_member_id_idx" ON "member_handle"("member_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_member_id_key" ON "account"("member_id");

-- CreateIndex
CREATE INDEX "session_account_id_idx" ON "session"("account_id");

-- CreateIndex
CREATE INDEX "session_expires_at_idx" ON "session"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "import_source_kind_origin_key" ON "import_source"("kind", "origin");

-- CreateIndex
CREATE INDEX "import_map_kind_external_id_idx" ON "import_map"("kind", "external_id");

-- CreateIndex
CREATE INDEX "import_run_source_id_idx" ON "import_run"("source_id");

-- CreateIndex
CREATE INDEX "post_author_id_created_at_id_idx" ON "post"("author_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "post_reply_to_id_idx" ON "post"("reply_to_id");

-- CreateIndex
CREATE UNIQUE INDEX "post_thread_id_number_key" ON "post"("thread_id", "number");

-- CreateIndex
CREATE INDEX "post_move_post_id_idx" ON "post_move"("post_id");

-- CreateIndex
CREATE UNIQUE INDEX "space_slug_key" ON "space"("slug");

-- CreateIndex
CREATE INDEX "space_parent_id_position_idx" ON "space"("parent_id", "position");

-- CreateIndex
CREATE INDEX "space_slug_space_id_idx" ON "space_slug"("space_id");

-- CreateIndex
CREATE INDEX "thread_author_id_created_at_id_idx" ON "thread"("author_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "thread_event_thread_id_number_id_idx" ON "thread_event"("thread_id", "number", "id");

-- CreateIndex
CREATE UNIQUE INDEX "tag_slug_key" ON "tag"("slug");

-- AddForeignKey
ALTER TABLE "access_grant" ADD CONSTRAINT "access_grant_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member_handle" ADD CONSTRAINT "member_handle_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member_count" ADD CONSTRAINT "member_count_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member_count" ADD CONSTRAINT "member_count_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "access_rule"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_map" ADD CONSTRAINT "import_map_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "import_source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_run" ADD CONSTRAINT "import_run_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "import_source"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post" ADD CONSTRAINT "post_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post" ADD CONSTRAINT "post_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post" ADD CONSTRAINT "post_typed_by_id_fkey" FOREIGN KEY ("typed_by_id") REFERENCES "account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post" ADD CONSTRAINT "post_reply_to_id_fkey" FOREIGN KEY ("reply_to_id") REFERENCES "post"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "space" ADD CONSTRAINT "space_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "space"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "space" ADD CONSTRAINT "space_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "access_rule"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "space_slug" ADD CONSTRAINT "space_slug_space_id_fkey" FOREIGN KEY ("space_id") REFERENCES "space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "space_count" ADD CONSTRAINT "space_count_space_id_fkey" FOREIGN KEY ("space_id") REFERENCES "space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "space_count" ADD CONSTRAINT "space_count_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "access_rule"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread" ADD CONSTRAINT "thread_space_id_fkey" FOREIGN KEY ("space_id") REFERENCES "space"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread" ADD CONSTRAINT "thread_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "access_rule"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread" ADD CONSTRAINT "thread_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread" ADD CONSTRAINT "thread_last_author_id_fkey" FOREIGN KEY ("last_author_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread_event" ADD CONSTRAINT "thread_event_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread_event" ADD CONSTRAINT "thread_event_actor_id_fkey" FOREIGN KEY ("actor_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread_day" ADD CONSTRAINT "thread_day_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread_tag" ADD CONSTRAINT "thread_tag_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread_tag" ADD CONSTRAINT "thread_tag_tag_id_fkey" FOREIGN KEY ("tag_id") REFERENCES "tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tag_count" ADD CONSTRAINT "tag_count_tag_id_fkey" FOREIGN KEY ("tag_id") REFERENCES "tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tag_count" ADD CONSTRAINT "tag_count_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "access_rule"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema can't say ------------------------------------------------------------------------------

-- Every list reads the newest (hottest, …) of each rule that the reader satisfies from an index of its own, so the
-- first page and the five-thousandth cost the same. Only listed threads are in these indexes.
CREATE INDEX "thread_list_latest" ON "thread" ("rule_id", "last_post_at" DESC, "id" DESC) WHERE "state" = 'published' AND NOT "unlisted";
CREATE INDEX "thread_list_new" ON "thread" ("rule_id", "created_at" DESC, "id" DESC) INCLUDE ("like_count") WHERE "state" = 'published' AND NOT "unlisted";
CREATE INDEX "thread_list_hot" ON "thread" ("rule_id", "hot_score" DESC, "id" DESC) WHERE "state" = 'published' AND NOT "unlisted";
CREATE INDEX "thread_list_top" ON "thread" ("rule_id", "like_count" DESC, "id" DESC) WHERE "state" = 'published' AND NOT "unlisted";
CREATE INDEX "thread_list_unanswered" ON "thread" ("rule_id", "created_at" DESC, "id" DESC) WHERE "state" = 'published' AND NOT "unlisted" AND "post_count" <= 1;
CREATE INDEX "thread_space_latest" ON "thread" ("space_id", "rule_id", "last_post_at" DESC, "id" DESC) WHERE "state" = 'published' AND NOT "unlisted";
CREATE INDEX "thread_space_new" ON "thread" ("space_id", "rule_id", "created_at" DESC, "id" DESC) INCLUDE ("like_count") WHERE "state" = 'published' AND NOT "unlisted";
CREATE INDEX "thread_space_hot" ON "thread" ("space_id", "rule_id", "hot_score" DESC, "id" DESC) WHERE "state" = 'published' AND NOT "unlisted";
CREATE INDEX "thread_space_top" ON "thread" ("space_id", "rule_id", "like_count" DESC, "id" DESC) WHERE "state" = 'published' AND NOT "unlisted";
CREATE INDEX "thread_space_unanswered" ON "thread" ("space_id", "rule_id", "created_at" DESC, "id" DESC) WHERE "state" = 'published' AND NOT "unlisted" AND "post_count" <= 1;
CREATE INDEX "thread_pinned" ON "thread" ("pin_scope", "pinned_at" DESC) WHERE "pin_scope" IS NOT NULL;
CREATE INDEX "thread_tag_latest" ON "thread_tag" ("tag_id", "rule_id", "last_post_at" DESC, "thread_id" DESC) WHERE "listed";
CREATE INDEX "thread_tag_new" ON "thread_tag" ("tag_id", "rule_id", "created_at" DESC, "thread_id" DESC) WHERE "listed";
CREATE INDEX "member_count_helpful" ON "member_count" ("rule_id", "accepted" DESC) WHERE "accepted" > 0;
CREATE INDEX "post_by_date" ON "post" ("thread_id", "created_at", "number") WHERE "state" = 'published';
CREATE INDEX "post_to_rebake" ON "post" ("pipeline_version", "id");

-- Wrong values that no code path may store.
ALTER TABLE "thread" ADD CONSTRAINT "thread_slug_is_no_id" CHECK ("slug" !~ '^[0-9]+$' AND "slug" <> '');
ALTER TABLE "thread" ADD CONSTRAINT "thread_counts" CHECK ("post_count" >= 0 AND "like_count" >= 0 AND "views" >= 0);
ALTER TABLE "post" ADD CONSTRAINT "post_number" CHECK ("number" >= 1);
ALTER TABLE "post" ADD CONSTRAINT "post_counts" CHECK ("like_count" >= 0 AND "reply_count" >= 0);
ALTER TABLE "space" ADD CONSTRAINT "space_hue" CHECK ("hue" BETWEEN 0 AND 345 AND "hue" % 15 = 0);
ALTER TABLE "space" ADD CONSTRAINT "space_is_not_its_parent" CHECK ("parent_id" <> "id");
ALTER TABLE "thread" ADD CONSTRAINT "thread_accepted_post" FOREIGN KEY ("accepted_post_id") REFERENCES "post" ("id") ON DELETE SET NULL;

-- Likes and replies on a logarithm, plus the start of the thread in units of half a day: stored, so cursors don't
-- drift while time passes. The epoch term makes a thread of today equal one of 12.5 hours ago with ten times as much.
CREATE FUNCTION "thread_hot_score"(post_count int, like_count int, created_at timestamptz) RETURNS float8
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT log(greatest(1, like_count + greatest(post_count - 1, 0))::numeric)::float8 + extract(epoch FROM created_at)::float8 / 45000
$$;

-- Tag lists read their keys from thread_tag; this keeps them equal to the thread's.
CREATE FUNCTION "thread_tag_copy"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT t.rule_id, t.state = 'published' AND NOT t.unlisted, t.created_at, t.last_post_at
    INTO NEW.rule_id, NEW.listed, NEW.created_at, NEW.last_post_at
    FROM thread t WHERE t.id = NEW.thread_id;
  RETURN NEW;
END $$;
CREATE TRIGGER "thread_tag_copy" BEFORE INSERT ON "thread_tag" FOR EACH ROW EXECUTE FUNCTION "thread_tag_copy"();
CREATE FUNCTION "thread_tag_follow"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE thread_tag SET rule_id = NEW.rule_id, listed = (NEW.state = 'published' AND NOT NEW.unlisted),
    created_at = NEW.created_at, last_post_at = NEW.last_post_at
  WHERE thread_id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER "thread_tag_follow" AFTER UPDATE OF "rule_id", "state", "unlisted", "created_at", "last_post_at" ON "thread"
FOR EACH ROW EXECUTE FUNCTION "thread_tag_follow"();

-- The two rules that always exist.
INSERT INTO "access_rule" ("id", "name", "expression") VALUES
  (1, 'Everyone', '{"kind":"everyone"}'),
  (2, 'Members', '{"kind":"members"}');
SELECT setval(pg_get_serial_sequence('access_rule', 'id'), 2);
