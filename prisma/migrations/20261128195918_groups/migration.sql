-- CreateEnum
CREATE TYPE "group_kind" AS ENUM ('public', 'closed', 'secret');

-- CreateEnum
CREATE TYPE "group_waiting_kind" AS ENUM ('asked', 'invited');

-- CreateTable
CREATE TABLE "member_group" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "kind" "group_kind" NOT NULL DEFAULT 'public',
    "domains" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "group_member" (
    "group_id" INTEGER NOT NULL,
    "member_id" INTEGER NOT NULL,
    "owner" BOOLEAN NOT NULL DEFAULT false,
    "joined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "group_member_pkey" PRIMARY KEY ("group_id","member_id")
);

-- CreateTable
CREATE TABLE "group_waiting" (
    "group_id" INTEGER NOT NULL,
    "member_id" INTEGER NOT NULL,
    "kind" "group_waiting_kind" NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "group_waiting_pkey" PRIMARY KEY ("group_id","member_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "member_group_key_key" ON "member_group"("key");

-- CreateIndex
CREATE INDEX "group_member_member_id_idx" ON "group_member"("member_id");

-- CreateIndex
CREATE INDEX "group_waiting_member_id_idx" ON "group_waiting"("member_id");

-- AddForeignKey
ALTER TABLE "group_member" ADD CONSTRAINT "group_member_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "member_group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_member" ADD CONSTRAINT "group_member_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_waiting" ADD CONSTRAINT "group_waiting_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "member_group"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_waiting" ADD CONSTRAINT "group_waiting_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;
