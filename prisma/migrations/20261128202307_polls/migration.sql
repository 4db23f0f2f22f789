-- CreateEnum
CREATE TYPE "poll_kind" AS ENUM ('single', 'multiple', 'ranked');

-- CreateEnum
CREATE TYPE "poll_results" AS ENUM ('always', 'after_vote', 'after_close');

-- CreateTable
CREATE TABLE "poll" (
    "post_id" INTEGER NOT NULL,
    "question" TEXT NOT NULL,
    "options" TEXT[],
    "kind" "poll_kind" NOT NULL,
    "least" INTEGER NOT NULL DEFAULT 1,
    "most" INTEGER NOT NULL DEFAULT 1,
    "closes_at" TIMESTAMPTZ(3),
    "results" "poll_results" NOT NULL,
    "secret" BOOLEAN NOT NULL DEFAULT true,
    "changeable" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "poll_pkey" PRIMARY KEY ("post_id")
);

-- CreateTable
CREATE TABLE "poll_vote" (
    "post_id" INTEGER NOT NULL,
    "member_id" INTEGER NOT NULL,
    "choices" INTEGER[],
    "voted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "poll_vote_pkey" PRIMARY KEY ("post_id","member_id")
);

-- CreateIndex
CREATE INDEX "poll_vote_member_id_idx" ON "poll_vote"("member_id");

-- AddForeignKey
ALTER TABLE "poll" ADD CONSTRAINT "poll_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poll_vote" ADD CONSTRAINT "poll_vote_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "poll"("post_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "poll_vote" ADD CONSTRAINT "poll_vote_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the forms promise holds whoever writes.
ALTER TABLE "poll" ADD CONSTRAINT "poll_options" CHECK (cardinality("options") BETWEEN 2 AND 20);
ALTER TABLE "poll" ADD CONSTRAINT "poll_bounds" CHECK ("least" >= 1 AND "least" <= "most" AND "most" <= cardinality("options"));
ALTER TABLE "poll_vote" ADD CONSTRAINT "poll_vote_choices" CHECK (cardinality("choices") >= 1);
