-- CreateTable
CREATE TABLE "account_export" (
    "id" SERIAL NOT NULL,
    "account_id" INTEGER,
    "key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ready_at" TIMESTAMPTZ(3),
    "bytes" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "account_export_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "account_export_key_key" ON "account_export"("key");

-- CreateIndex
CREATE INDEX "account_export_account_id_idx" ON "account_export"("account_id");

-- AddForeignKey
ALTER TABLE "account_export" ADD CONSTRAINT "account_export_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE SET NULL ON UPDATE CASCADE;
