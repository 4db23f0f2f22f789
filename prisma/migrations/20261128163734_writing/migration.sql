-- AlterTable
ALTER TABLE "post" ADD COLUMN     "submission" UUID;

-- CreateTable
CREATE TABLE "post_revision" (
    "post_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT,
    "source" TEXT NOT NULL,
    "editor_id" INTEGER,
    "reason" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "post_revision_pkey" PRIMARY KEY ("post_id","number")
);

-- CreateTable
CREATE TABLE "draft" (
    "id" SERIAL NOT NULL,
    "member_id" INTEGER NOT NULL,
    "thread_id" INTEGER,
    "space_id" INTEGER,
    "title" TEXT NOT NULL DEFAULT '',
    "body" TEXT NOT NULL DEFAULT '',
    "tags" TEXT NOT NULL DEFAULT '',
    "reply_to" INTEGER,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "post_revision_editor_id_idx" ON "post_revision"("editor_id");

-- CreateIndex
CREATE INDEX "draft_thread_id_idx" ON "draft"("thread_id");

-- CreateIndex
CREATE INDEX "draft_space_id_idx" ON "draft"("space_id");

-- CreateIndex
CREATE UNIQUE INDEX "draft_member_id_thread_id_key" ON "draft"("member_id", "thread_id");

-- CreateIndex
CREATE UNIQUE INDEX "draft_member_id_space_id_key" ON "draft"("member_id", "space_id");

-- AddForeignKey
ALTER TABLE "post_revision" ADD CONSTRAINT "post_revision_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post_revision" ADD CONSTRAINT "post_revision_editor_id_fkey" FOREIGN KEY ("editor_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "draft" ADD CONSTRAINT "draft_space_id_fkey" FOREIGN KEY ("space_id") REFERENCES "space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema can't say ------------------------------------------------------------------------------

-- One form never posts twice. Posts that came by no form (imports) are not in it.
CREATE UNIQUE INDEX "post_submission" ON "post" ("author_id", "submission") WHERE "submission" IS NOT NULL;

ALTER TABLE "post_revision" ADD CONSTRAINT "post_revision_number" CHECK ("number" >= 1);
ALTER TABLE "draft" ADD CONSTRAINT "draft_has_one_place" CHECK (num_nonnulls("thread_id", "space_id") = 1);
