DROP INDEX "webhook_delivery_owed";--> statement-breakpoint
ALTER TABLE "webhook_endpoint" ADD COLUMN "quiet_until" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "webhook_delivery_due" ON "webhook_delivery" USING btree (coalesce("endpoint_id", "workspace_id" || ' ' || coalesce(substring(lower("url") from '^[a-z]+://([^/?#]+)'), '')),"next_attempt_at") WHERE "webhook_delivery"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "webhook_delivery_open" ON "webhook_delivery" USING btree ("workspace_id","endpoint_id","state") WHERE "webhook_delivery"."state" in ('waiting', 'failed');--> statement-breakpoint
CREATE INDEX "webhook_delivery_done" ON "webhook_delivery" USING btree ("created_at") WHERE "webhook_delivery"."state" <> 'waiting';