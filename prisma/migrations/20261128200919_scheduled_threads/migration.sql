-- CreateTable
CREATE TABLE "scheduled_thread" (
    "id" SERIAL NOT NULL,
    "member_id" INTEGER NOT NULL,
    "space_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "tags" TEXT NOT NULL DEFAULT '',
    "submission" UUID NOT NULL,
    "publish_at" TIMESTAMPTZ(3) NOT NULL,
    "failed" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "scheduled_thread_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "scheduled_thread_publish_at_idx" ON "scheduled_thread"("publish_at");

-- CreateIndex
CREATE INDEX "scheduled_thread_space_id_idx" ON "scheduled_thread"("space_id");

-- CreateIndex
CREATE UNIQUE INDEX "scheduled_thread_member_id_submission_key" ON "scheduled_thread"("member_id", "submission");

-- AddForeignKey
ALTER TABLE "scheduled_thread" ADD CONSTRAINT "scheduled_thread_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "scheduled_thread" ADD CONSTRAINT "scheduled_thread_space_id_fkey" FOREIGN KEY ("space_id") REFERENCES "space"("id") ON DELETE CASCADE ON UPDATE CASCADE;
