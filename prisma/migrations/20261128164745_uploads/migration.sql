-- CreateEnum
CREATE TYPE "upload_kind" AS ENUM ('picture', 'avatar', 'file');

-- CreateEnum
CREATE TYPE "upload_state" AS ENUM ('pending', 'ready');

-- AlterTable
ALTER TABLE "member" ADD COLUMN     "avatar_id" INTEGER;

-- CreateTable
CREATE TABLE "upload" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "owner_id" INTEGER,
    "kind" "upload_kind" NOT NULL,
    "state" "upload_state" NOT NULL DEFAULT 'pending',
    "name" TEXT NOT NULL,
    "alt" TEXT NOT NULL DEFAULT '',
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "moving" BOOLEAN NOT NULL DEFAULT false,
    "blurhash" TEXT NOT NULL DEFAULT '',
    "hue" INTEGER,
    "files" JSONB NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "unused_since" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "upload_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "post_upload" (
    "post_id" INTEGER NOT NULL,
    "upload_id" INTEGER NOT NULL,

    CONSTRAINT "post_upload_pkey" PRIMARY KEY ("post_id","upload_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "upload_key_key" ON "upload"("key");

-- CreateIndex
CREATE INDEX "upload_owner_id_created_at_idx" ON "upload"("owner_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "upload_unused_since_idx" ON "upload"("unused_since");

-- CreateIndex
CREATE INDEX "post_upload_upload_id_idx" ON "post_upload"("upload_id");

-- CreateIndex
CREATE UNIQUE INDEX "member_avatar_id_key" ON "member"("avatar_id");

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_avatar_id_fkey" FOREIGN KEY ("avatar_id") REFERENCES "upload"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "upload" ADD CONSTRAINT "upload_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "member"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post_upload" ADD CONSTRAINT "post_upload_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "post_upload" ADD CONSTRAINT "post_upload_upload_id_fkey" FOREIGN KEY ("upload_id") REFERENCES "upload"("id") ON DELETE CASCADE ON UPDATE CASCADE;
