CREATE TABLE "letterhead" (
	"workspace_id" text NOT NULL,
	"hash" text NOT NULL,
	"value" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "letterhead_workspace_id_hash_pk" PRIMARY KEY("workspace_id","hash")
);
--> statement-breakpoint
ALTER TABLE "touch" ADD COLUMN "letterhead_hash" text;--> statement-breakpoint
CREATE INDEX "company_search" ON "company" USING gin ((lower("name") || ' ' || coalesce("domain",'')) gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "enrollment_ended" ON "enrollment" USING btree ("workspace_id","ended_at") WHERE "enrollment"."status" = 'finished';--> statement-breakpoint
CREATE INDEX "signal_by_name" ON "signal" USING btree ("workspace_id","kind","name","occurred_at") WHERE "signal"."kind" in ('event','purchase');--> statement-breakpoint
CREATE INDEX "touch_by_day" ON "touch" USING btree ("workspace_id","counted_at") INCLUDE ("person_id","sequence_id","broadcast_id","team_id","source","state") WHERE "touch"."counted_at" is not null;--> statement-breakpoint
CREATE INDEX "touch_skipped" ON "touch" USING btree ("workspace_id","ended_at") WHERE "touch"."state" = 'skipped';--> statement-breakpoint
CREATE INDEX "touch_decision_holds" ON "touch_decision" USING btree ("workspace_id","decided_at") WHERE "touch_decision"."decision" = 'hold';