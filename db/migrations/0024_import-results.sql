ALTER TABLE "import_job" ADD COLUMN "consent_kept" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "import_job" ADD COLUMN "entered" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "import_job" ADD COLUMN "left_out" jsonb DEFAULT '{}'::jsonb NOT NULL;