CREATE TABLE "sequence_check" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"sequence_id" text NOT NULL,
	"name" text NOT NULL,
	"tried" jsonb NOT NULL,
	"expected" jsonb NOT NULL,
	"contact_id" text,
	"created_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "enrollment_move" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"move_id" text NOT NULL,
	"enrollment_id" text NOT NULL,
	"from_version_id" text NOT NULL,
	"to_version_id" text NOT NULL,
	"from_node_id" text,
	"to_node_id" text,
	"state" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"open_visit" jsonb,
	"moved_at" timestamp (3) with time zone NOT NULL,
	"undone_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "enrollment_move_state" CHECK ("enrollment_move"."state" in ('moved','in-flight','stayed','undone','kept'))
);
--> statement-breakpoint
CREATE TABLE "version_move" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"sequence_id" text NOT NULL,
	"to_version_id" text NOT NULL,
	"from_version_id" text,
	"state" text DEFAULT 'moving' NOT NULL,
	"choices" jsonb NOT NULL,
	"cursor" text DEFAULT '' NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"paced" jsonb NOT NULL,
	"round" integer DEFAULT 1 NOT NULL,
	"worked_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"failure" text,
	"created_by" text,
	"started_at" timestamp (3) with time zone NOT NULL,
	"undone_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "version_move_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "version_move_state" CHECK ("version_move"."state" in ('moving','moved','undoing','undone','failed'))
);
--> statement-breakpoint
ALTER TABLE "sequence_check" ADD CONSTRAINT "sequence_check_workspace_id_sequence_id_sequence_workspace_id_id_fk" FOREIGN KEY ("workspace_id","sequence_id") REFERENCES "public"."sequence"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrollment_move" ADD CONSTRAINT "enrollment_move_workspace_id_move_id_version_move_workspace_id_id_fk" FOREIGN KEY ("workspace_id","move_id") REFERENCES "public"."version_move"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrollment_move" ADD CONSTRAINT "enrollment_move_workspace_id_enrollment_id_enrollment_workspace_id_id_fk" FOREIGN KEY ("workspace_id","enrollment_id") REFERENCES "public"."enrollment"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "version_move" ADD CONSTRAINT "version_move_workspace_id_sequence_id_sequence_workspace_id_id_fk" FOREIGN KEY ("workspace_id","sequence_id") REFERENCES "public"."sequence"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "version_move" ADD CONSTRAINT "version_move_workspace_id_to_version_id_sequence_version_workspace_id_id_fk" FOREIGN KEY ("workspace_id","to_version_id") REFERENCES "public"."sequence_version"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sequence_check_of_sequence" ON "sequence_check" USING btree ("workspace_id","sequence_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "enrollment_move_once" ON "enrollment_move" USING btree ("workspace_id","move_id","enrollment_id");--> statement-breakpoint
CREATE INDEX "enrollment_move_of_enrollment" ON "enrollment_move" USING btree ("workspace_id","enrollment_id");--> statement-breakpoint
CREATE INDEX "version_move_of_sequence" ON "version_move" USING btree ("workspace_id","sequence_id","started_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE UNIQUE INDEX "version_move_one_at_a_time" ON "version_move" USING btree ("workspace_id","sequence_id") WHERE "version_move"."state" in ('moving','undoing');