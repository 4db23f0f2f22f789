-- AlterTable
ALTER TABLE "space" ADD COLUMN     "post_template" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "required_tags" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
