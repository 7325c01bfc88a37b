ALTER TABLE "import_job" ADD COLUMN "problem_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "import_job" ADD COLUMN "failure" text;--> statement-breakpoint
ALTER TABLE "import_job" ADD CONSTRAINT "import_job_state" CHECK ("import_job"."state" in ('waiting','running','finished','failed'));