-- CreateEnum
CREATE TYPE "relation_kind" AS ENUM ('following', 'muted', 'ignored');

-- CreateTable
CREATE TABLE "member_relation" (
    "member_id" INTEGER NOT NULL,
    "other_id" INTEGER NOT NULL,
    "kind" "relation_kind" NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_relation_pkey" PRIMARY KEY ("member_id","other_id")
);

-- CreateTable
CREATE TABLE "muted_word" (
    "member_id" INTEGER NOT NULL,
    "word" TEXT NOT NULL,

    CONSTRAINT "muted_word_pkey" PRIMARY KEY ("member_id","word")
);

-- CreateIndex
CREATE INDEX "member_relation_other_id_kind_idx" ON "member_relation"("other_id", "kind");

-- AddForeignKey
ALTER TABLE "member_relation" ADD CONSTRAINT "member_relation_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member_relation" ADD CONSTRAINT "member_relation_other_id_fkey" FOREIGN KEY ("other_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "muted_word" ADD CONSTRAINT "muted_word_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;
