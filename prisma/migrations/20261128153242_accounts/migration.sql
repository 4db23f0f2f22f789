-- CreateEnum
CREATE TYPE "ticket_purpose" AS ENUM ('enter', 'change_email');

-- CreateEnum
CREATE TYPE "mail_state" AS ENUM ('queued', 'sent', 'failed');

-- AlterTable
ALTER TABLE "account" ADD COLUMN     "email" TEXT,
ADD COLUMN     "email_key" TEXT;

-- AlterTable
ALTER TABLE "session" ADD COLUMN     "proven_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "user_agent" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "account_password" (
    "account_id" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_password_pkey" PRIMARY KEY ("account_id")
);

-- CreateTable
CREATE TABLE "account_ticket" (
    "id" SERIAL NOT NULL,
    "purpose" "ticket_purpose" NOT NULL,
    "address" TEXT NOT NULL,
    "address_key" TEXT NOT NULL,
    "account_id" INTEGER,
    "browser_hash" TEXT NOT NULL,
    "token_hash" TEXT,
    "code_hash" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "return_to" TEXT NOT NULL DEFAULT '/',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "proven_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_ticket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "params" JSONB NOT NULL DEFAULT '{}',
    "address" TEXT NOT NULL,
    "member_id" INTEGER,
    "locale" TEXT NOT NULL,
    "state" "mail_state" NOT NULL DEFAULT 'queued',
    "subject" TEXT NOT NULL DEFAULT '',
    "error" TEXT NOT NULL DEFAULT '',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "account_ticket_browser_hash_key" ON "account_ticket"("browser_hash");

-- CreateIndex
CREATE UNIQUE INDEX "account_ticket_token_hash_key" ON "account_ticket"("token_hash");

-- CreateIndex
CREATE INDEX "account_ticket_address_key_idx" ON "account_ticket"("address_key");

-- CreateIndex
CREATE INDEX "account_ticket_account_id_idx" ON "account_ticket"("account_id");

-- CreateIndex
CREATE INDEX "account_ticket_expires_at_idx" ON "account_ticket"("expires_at");

-- CreateIndex
CREATE INDEX "mail_member_id_idx" ON "mail"("member_id");

-- CreateIndex
CREATE INDEX "mail_created_at_idx" ON "mail"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "account_email_key_key" ON "account"("email_key");

-- AddForeignKey
ALTER TABLE "account_password" ADD CONSTRAINT "account_password_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_ticket" ADD CONSTRAINT "account_ticket_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail" ADD CONSTRAINT "mail_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;
