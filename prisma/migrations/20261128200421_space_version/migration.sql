-- AlterTable
ALTER TABLE "space" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0;
