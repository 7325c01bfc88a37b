DROP INDEX "outbox_owed";--> statement-breakpoint
CREATE INDEX "outbox_events_owed" ON "outbox" USING btree ("next_attempt_at") WHERE "outbox"."sent_at" is null and name not in ('signal/recorded', 'contact/changed');--> statement-breakpoint
CREATE INDEX "outbox_judged_owed" ON "outbox" USING btree ("name","next_attempt_at") WHERE "outbox"."sent_at" is null and name in ('signal/recorded', 'contact/changed');--> statement-breakpoint
-- What nobody ever filters by: counting it at every "analyze" was most of what that cost.
ALTER TABLE "enrollment_figure" ALTER COLUMN "nodes" SET STATISTICS 0, ALTER COLUMN "figures" SET STATISTICS 0, ALTER COLUMN "refs" SET STATISTICS 0, ALTER COLUMN "ats" SET STATISTICS 0;--> statement-breakpoint
ALTER TABLE "touch_decision" ALTER COLUMN "because" SET STATISTICS 0;--> statement-breakpoint
ALTER TABLE "touch" ALTER COLUMN "because" SET STATISTICS 0, ALTER COLUMN "request" SET STATISTICS 0, ALTER COLUMN "merge_data" SET STATISTICS 0;--> statement-breakpoint
ALTER TABLE "visit" ALTER COLUMN "record" SET STATISTICS 0;--> statement-breakpoint
ALTER TABLE "enrollment" ALTER COLUMN "state" SET STATISTICS 0;
