DROP INDEX "consent_of_person";--> statement-breakpoint
ALTER TABLE "consent" ADD COLUMN "ordinal" bigint;--> statement-breakpoint
UPDATE "consent" c SET "ordinal" = o.n FROM (SELECT "id", row_number() OVER (ORDER BY "created_at", "id") AS n FROM "consent") o WHERE o."id" = c."id";--> statement-breakpoint
ALTER TABLE "consent" ALTER COLUMN "ordinal" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "consent" ALTER COLUMN "ordinal" ADD GENERATED ALWAYS AS IDENTITY (sequence name "consent_ordinal_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1);--> statement-breakpoint
SELECT setval('consent_ordinal_seq', (SELECT coalesce(max("ordinal"), 0) + 1 FROM "consent"), false);--> statement-breakpoint
CREATE INDEX "consent_of_person" ON "consent" USING btree ("workspace_id","person_id","ordinal" DESC NULLS FIRST);
--> statement-breakpoint
CREATE TABLE "cap_exemption" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"rule_id" text NOT NULL,
	"by" text NOT NULL,
	"ref" text NOT NULL,
	"reason" text NOT NULL,
	"member_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "cap_exemption_by" CHECK ("cap_exemption"."by" in ('sequence','broadcast','api'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX "cap_exemption_once" ON "cap_exemption" USING btree ("workspace_id","rule_id","by","ref") WHERE "cap_exemption"."ended_at" is null;