CREATE TABLE "reply_effect" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"inbound_mail_id" text NOT NULL,
	"kind" text NOT NULL,
	"enrollment_id" text,
	"before" jsonb,
	"barred_until" timestamp (3) with time zone,
	"barred_by" text,
	"done_at" timestamp (3) with time zone NOT NULL,
	"undone_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reply_effect_kind" CHECK ("reply_effect"."kind" in ('stopped','paused','went_on','suppressed','barred','asked'))
);
--> statement-breakpoint
CREATE TABLE "saved_answer" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"name" text NOT NULL,
	"body" text NOT NULL,
	"created_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notification_choice" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"member_id" text NOT NULL,
	"mail" text DEFAULT 'daily' NOT NULL,
	"mailed_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notification_choice_mail" CHECK ("notification_choice"."mail" in ('off','daily','hourly'))
);
--> statement-breakpoint
ALTER TABLE "inbound_mail" ADD COLUMN "sender_is" text;--> statement-breakpoint
ALTER TABLE "inbound_mail" ADD COLUMN "late_told_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "team_membership" ADD COLUMN "is_lead" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "inbound_mail" ADD CONSTRAINT "inbound_mail_in_workspace" UNIQUE("workspace_id","id");--> statement-breakpoint
ALTER TABLE "reply_effect" ADD CONSTRAINT "reply_effect_workspace_id_inbound_mail_id_inbound_mail_workspace_id_id_fk" FOREIGN KEY ("workspace_id","inbound_mail_id") REFERENCES "public"."inbound_mail"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reply_effect_of_mail" ON "reply_effect" USING btree ("workspace_id","inbound_mail_id");--> statement-breakpoint
CREATE UNIQUE INDEX "saved_answer_name_once" ON "saved_answer" USING btree ("workspace_id",lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "notification_choice_once" ON "notification_choice" USING btree ("workspace_id","member_id");--> statement-breakpoint
ALTER TABLE "inbound_mail" ADD CONSTRAINT "inbound_mail_sender_is" CHECK ("inbound_mail"."sender_is" in ('same','other'));