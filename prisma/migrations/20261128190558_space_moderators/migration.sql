-- AlterTable
ALTER TABLE "member" ADD COLUMN     "suspended_for" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "space_moderator" (
    "space_id" INTEGER NOT NULL,
    "member_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "space_moderator_pkey" PRIMARY KEY ("space_id","member_id")
);

-- CreateIndex
CREATE INDEX "space_moderator_member_id_idx" ON "space_moderator"("member_id");

-- AddForeignKey
ALTER TABLE "space_moderator" ADD CONSTRAINT "space_moderator_space_id_fkey" FOREIGN KEY ("space_id") REFERENCES "space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "space_moderator" ADD CONSTRAINT "space_moderator_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;
