ALTER TABLE "clock_move" ADD COLUMN "worked_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "touch" ADD COLUMN "at_cap" text DEFAULT 'rule' NOT NULL;--> statement-breakpoint
ALTER TABLE "touch" ADD CONSTRAINT "touch_at_cap" CHECK ("touch"."at_cap" in ('rule','hold','skip'));