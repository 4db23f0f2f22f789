-- CreateIndex
CREATE INDEX "member_joined_at_id_idx" ON "member"("joined_at" DESC, "id" DESC);
