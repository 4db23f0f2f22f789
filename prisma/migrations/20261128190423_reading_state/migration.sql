-- CreateEnum
CREATE TYPE "watch_level" AS ENUM ('muted', 'normal', 'tracking', 'watching');

-- CreateTable
CREATE TABLE "thread_reading" (
    "member_id" INTEGER NOT NULL,
    "thread_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL DEFAULT 0,
    "level" "watch_level",
    "seconds" INTEGER NOT NULL DEFAULT 0,
    "read_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "thread_reading_pkey" PRIMARY KEY ("member_id","thread_id")
);

-- CreateTable
CREATE TABLE "space_reading" (
    "member_id" INTEGER NOT NULL,
    "space_id" INTEGER NOT NULL,
    "level" "watch_level",
    "new_since" TIMESTAMPTZ(3),

    CONSTRAINT "space_reading_pkey" PRIMARY KEY ("member_id","space_id")
);

-- CreateTable
CREATE TABLE "tag_reading" (
    "member_id" INTEGER NOT NULL,
    "tag_id" INTEGER NOT NULL,
    "level" "watch_level" NOT NULL,

    CONSTRAINT "tag_reading_pkey" PRIMARY KEY ("member_id","tag_id")
);

-- CreateTable
CREATE TABLE "member_reading" (
    "member_id" INTEGER NOT NULL,
    "new_since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "member_reading_pkey" PRIMARY KEY ("member_id")
);

-- CreateTable
CREATE TABLE "member_day" (
    "member_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "seconds" INTEGER NOT NULL DEFAULT 0,
    "posts" INTEGER NOT NULL DEFAULT 0,
    "threads" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "member_day_pkey" PRIMARY KEY ("member_id","day")
);

-- CreateIndex
CREATE INDEX "thread_reading_thread_id_idx" ON "thread_reading"("thread_id");

-- CreateIndex
CREATE INDEX "thread_reading_member_id_read_at_idx" ON "thread_reading"("member_id", "read_at" DESC);

-- CreateIndex
CREATE INDEX "space_reading_space_id_idx" ON "space_reading"("space_id");

-- CreateIndex
CREATE INDEX "tag_reading_tag_id_idx" ON "tag_reading"("tag_id");

-- AddForeignKey
ALTER TABLE "thread_reading" ADD CONSTRAINT "thread_reading_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thread_reading" ADD CONSTRAINT "thread_reading_thread_id_fkey" FOREIGN KEY ("thread_id") REFERENCES "thread"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "space_reading" ADD CONSTRAINT "space_reading_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "space_reading" ADD CONSTRAINT "space_reading_space_id_fkey" FOREIGN KEY ("space_id") REFERENCES "space"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tag_reading" ADD CONSTRAINT "tag_reading_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tag_reading" ADD CONSTRAINT "tag_reading_tag_id_fkey" FOREIGN KEY ("tag_id") REFERENCES "tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member_reading" ADD CONSTRAINT "member_reading_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member_day" ADD CONSTRAINT "member_day_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;
