-- CreateEnum
CREATE TYPE "leaving_way" AS ENUM ('anonymise', 'remove');

-- CreateTable
CREATE TABLE "account_leaving" (
    "account_id" INTEGER NOT NULL,
    "way" "leaving_way" NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "account_leaving_pkey" PRIMARY KEY ("account_id")
);

-- CreateIndex
CREATE INDEX "account_leaving_due_at_idx" ON "account_leaving"("due_at");

-- AddForeignKey
ALTER TABLE "account_leaving" ADD CONSTRAINT "account_leaving_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
