CREATE TABLE "trigger_mark" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"sequence_id" text NOT NULL,
	"contact_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "trigger_watch" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"kind" text NOT NULL,
	"ref" text NOT NULL,
	"checked_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "trigger_mark" ADD CONSTRAINT "trigger_mark_workspace_id_contact_id_contact_workspace_id_id_fk" FOREIGN KEY ("workspace_id","contact_id") REFERENCES "public"."contact"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trigger_mark" ADD CONSTRAINT "trigger_mark_workspace_id_sequence_id_sequence_workspace_id_id_fk" FOREIGN KEY ("workspace_id","sequence_id") REFERENCES "public"."sequence"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trigger_watch" ADD CONSTRAINT "trigger_watch_workspace_id_id_sequence_workspace_id_id_fk" FOREIGN KEY ("workspace_id","id") REFERENCES "public"."sequence"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "trigger_mark_once" ON "trigger_mark" USING btree ("workspace_id","sequence_id","contact_id");--> statement-breakpoint
CREATE INDEX "trigger_watch_of_workspace" ON "trigger_watch" USING btree ("workspace_id","checked_at");--> statement-breakpoint
CREATE INDEX "signal_unsettled" ON "signal" USING btree ("workspace_id","settles_at") WHERE "signal"."verdict" = 'unsure';