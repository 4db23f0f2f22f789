-- Posts that name a thread or quote a post: baked anew when fewer people may know of what they name, and few among a million.
CREATE INDEX "post_naming" ON "post" ("id") WHERE ("html" LIKE '%<a class="thread"%' OR "html" LIKE '%<blockquote class="quote"%');
