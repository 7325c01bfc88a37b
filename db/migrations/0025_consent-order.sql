DROP INDEX "consent_of_person";--> statement-breakpoint
ALTER TABLE "consent" ADD COLUMN "ordinal" bigint;--> statement-breakpoint
UPDATE "consent" c SET "ordinal" = o.n FROM (SELECT "id", row_number() OVER (ORDER BY "created_at", "id") AS n FROM "consent") o WHERE o."id" = c."id";--> statement-breakpoint
ALTER TABLE "consent" ALTER COLUMN "ordinal" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "consent" ALTER COLUMN "ordinal" ADD GENERATED ALWAYS AS IDENTITY (sequence name "consent_ordinal_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1);--> statement-breakpoint
SELECT setval('consent_ordinal_seq', (SELECT coalesce(max("ordinal"), 0) + 1 FROM "consent"), false);--> statement-breakpoint
CREATE INDEX "consent_of_person" ON "consent" USING btree ("workspace_id","person_id","ordinal" DESC NULLS FIRST);
