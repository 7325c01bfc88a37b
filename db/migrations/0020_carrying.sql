ALTER TABLE "sequence" ADD COLUMN "carrying" jsonb;--> statement-breakpoint
ALTER TABLE "sequence" ADD COLUMN "carried_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "sequence_carrying" ON "sequence" USING btree ("carried_at") WHERE "sequence"."carrying" is not null;