CREATE TABLE "enrollment_act" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"enrollment_id" text NOT NULL,
	"kind" text NOT NULL,
	"before" jsonb NOT NULL,
	"done_at" timestamp (3) with time zone NOT NULL,
	"undone_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "enrollment_act_kind" CHECK ("enrollment_act"."kind" in ('stopped','skipped','moved'))
);
--> statement-breakpoint
ALTER TABLE "enrollment_act" ADD CONSTRAINT "enrollment_act_workspace_id_enrollment_id_enrollment_workspace_id_id_fk" FOREIGN KEY ("workspace_id","enrollment_id") REFERENCES "public"."enrollment"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "enrollment_act_of_enrollment" ON "enrollment_act" USING btree ("workspace_id","enrollment_id");