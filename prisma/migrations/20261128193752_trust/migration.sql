-- CreateTable
CREATE TABLE "trust_lock" (
    "member_id" INTEGER NOT NULL,
    "level" INTEGER NOT NULL,
    "locked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trust_lock_pkey" PRIMARY KEY ("member_id")
);

-- CreateTable
CREATE TABLE "trust_change" (
    "id" SERIAL NOT NULL,
    "member_id" INTEGER NOT NULL,
    "before" INTEGER NOT NULL,
    "after" INTEGER NOT NULL,
    "by_id" INTEGER,
    "reason" TEXT NOT NULL DEFAULT '',
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trust_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "trust_change_member_id_changed_at_idx" ON "trust_change"("member_id", "changed_at" DESC);

-- CreateIndex
CREATE INDEX "trust_change_by_id_idx" ON "trust_change"("by_id");

-- CreateIndex
CREATE INDEX "member_day_day_idx" ON "member_day"("day");

-- AddForeignKey
ALTER TABLE "trust_lock" ADD CONSTRAINT "trust_lock_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trust_change" ADD CONSTRAINT "trust_change_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trust_change" ADD CONSTRAINT "trust_change_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;
