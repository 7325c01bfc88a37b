-- what was drafted before messages were kept as an email step is empty
update "broadcast" set "message" = '{}'::jsonb where "message" is null;--> statement-breakpoint
ALTER TABLE "broadcast" ALTER COLUMN "message" SET DEFAULT '{}'::jsonb;--> statement-breakpoint
ALTER TABLE "broadcast" ALTER COLUMN "message" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "broadcast" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "broadcast" ADD COLUMN "started_by" text;--> statement-breakpoint
ALTER TABLE "broadcast" ADD COLUMN "cursor" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "broadcast" ADD COLUMN "made_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "broadcast" ADD COLUMN "worked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "broadcast" ADD COLUMN "paused_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sender" ADD COLUMN "pace_until" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "broadcast_at_work" ON "broadcast" USING btree ("state") WHERE "broadcast"."state" in ('scheduled','sending') or ("broadcast"."state" = 'cancelled' and "broadcast"."made_at" is null);