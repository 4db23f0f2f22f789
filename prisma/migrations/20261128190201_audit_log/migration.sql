-- CreateEnum
CREATE TYPE "audit_actor" AS ENUM ('member', 'console', 'system');

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" INTEGER NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" "audit_actor" NOT NULL,
    "actor_id" INTEGER,
    "actor_name" TEXT NOT NULL DEFAULT '',
    "act" TEXT NOT NULL,
    "target_kind" TEXT NOT NULL,
    "target_id" INTEGER,
    "target_name" TEXT NOT NULL DEFAULT '',
    "before" JSONB,
    "after" JSONB,
    "reason" TEXT NOT NULL DEFAULT '',
    "network" TEXT NOT NULL DEFAULT '',
    "hash" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "audit_entry_actor_id_id_idx" ON "audit_entry"("actor_id", "id" DESC);

-- CreateIndex
CREATE INDEX "audit_entry_act_id_idx" ON "audit_entry"("act", "id" DESC);

-- CreateIndex
CREATE INDEX "audit_entry_target_kind_target_id_id_idx" ON "audit_entry"("target_kind", "target_id", "id" DESC);

-- What an entry and the hash before it come to. The instant as a number: the text of a time depends on the session's zone.
CREATE FUNCTION "audit_entry_digest"(entry "audit_entry", previous text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(previous, entry.id, (extract(epoch FROM entry.at) * 1000)::bigint,
    entry.actor_kind, entry.actor_id, entry.actor_name, entry.act, entry.target_kind, entry.target_id, entry.target_name,
    entry.before, entry.after, entry.reason, entry.network)::text, 'UTF8')), 'hex')
$$;

-- Entries come one after another: the lock is held until the act is committed, so that none is chained to one that never was.
CREATE FUNCTION "audit_entry_chain"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last "audit_entry";
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('guildhall audit'));
  SELECT * INTO last FROM "audit_entry" ORDER BY id DESC LIMIT 1;
  NEW.id := coalesce(last.id, 0) + 1;
  NEW.hash := "audit_entry_digest"(NEW, coalesce(last.hash, ''));
  RETURN NEW;
END $$;
CREATE TRIGGER "audit_entry_chain" BEFORE INSERT ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION "audit_entry_chain"();

CREATE FUNCTION "audit_entry_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log only grows: nothing in it is changed or removed' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER "audit_entry_stays" BEFORE UPDATE OR DELETE ON "audit_entry" FOR EACH ROW EXECUTE FUNCTION "audit_entry_stays"();
CREATE TRIGGER "audit_entry_not_emptied" BEFORE TRUNCATE ON "audit_entry" EXECUTE FUNCTION "audit_entry_stays"();
