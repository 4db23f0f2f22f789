-- AlterTable
ALTER TABLE "post" ADD COLUMN     "imported_likes" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "reaction_counts" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "reaction" (
    "post_id" INTEGER NOT NULL,
    "member_id" INTEGER NOT NULL,
    "emoji" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reaction_pkey" PRIMARY KEY ("post_id","member_id")
);

-- CreateIndex
CREATE INDEX "reaction_member_id_post_id_idx" ON "reaction"("member_id", "post_id");

-- AddForeignKey
ALTER TABLE "reaction" ADD CONSTRAINT "reaction_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reaction" ADD CONSTRAINT "reaction_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Whatever was counted until now came with an import.
UPDATE "post" SET "imported_likes" = "like_count" WHERE "like_count" > 0;
