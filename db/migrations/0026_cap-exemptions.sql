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