CREATE TABLE "brand" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"team_id" text,
	"rules" jsonb NOT NULL,
	"updated_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "listed_domain" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"domain" text NOT NULL,
	"use" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"records" jsonb,
	"records_at" timestamp (3) with time zone,
	"created_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "listed_domain_use" CHECK ("listed_domain"."use" in ('mail','web','linked','phish'))
);
--> statement-breakpoint
CREATE TABLE "listed_phone" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"number" text NOT NULL,
	"number_key" text NOT NULL,
	"label" text DEFAULT '' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "phish_report" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"domain" text,
	"note" text DEFAULT '' NOT NULL,
	"reported_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "launch_seen" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"launch_key" text NOT NULL,
	"member_id" text NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "planned_launch" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"sequence_id" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"created_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "published_message" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"sequence_id" text NOT NULL,
	"version_id" text NOT NULL,
	"node_id" text NOT NULL,
	"step" integer NOT NULL,
	"subject" text NOT NULL,
	"sender_id" text,
	"briefing" jsonb NOT NULL,
	"domains" text[] NOT NULL,
	"phones" text[] NOT NULL,
	"pages" text[] NOT NULL,
	"published_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "workspace_setting" ADD COLUMN "card_origins" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "planned_launch" ADD CONSTRAINT "planned_launch_workspace_id_sequence_id_sequence_workspace_id_id_fk" FOREIGN KEY ("workspace_id","sequence_id") REFERENCES "public"."sequence"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "published_message" ADD CONSTRAINT "published_message_workspace_id_sequence_id_sequence_workspace_id_id_fk" FOREIGN KEY ("workspace_id","sequence_id") REFERENCES "public"."sequence"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "brand_once" ON "brand" USING btree ("workspace_id",coalesce("team_id", ''));--> statement-breakpoint
CREATE UNIQUE INDEX "listed_domain_once" ON "listed_domain" USING btree ("workspace_id","domain");--> statement-breakpoint
CREATE UNIQUE INDEX "listed_phone_once" ON "listed_phone" USING btree ("workspace_id","number_key");--> statement-breakpoint
CREATE INDEX "phish_report_newest" ON "phish_report" USING btree ("workspace_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE UNIQUE INDEX "launch_seen_once" ON "launch_seen" USING btree ("workspace_id","launch_key","member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "planned_launch_once" ON "planned_launch" USING btree ("workspace_id","sequence_id");--> statement-breakpoint
CREATE INDEX "planned_launch_by_start" ON "planned_launch" USING btree ("starts_at");--> statement-breakpoint
CREATE UNIQUE INDEX "published_message_once" ON "published_message" USING btree ("workspace_id","version_id","node_id");--> statement-breakpoint
CREATE INDEX "published_message_newest" ON "published_message" USING btree ("workspace_id","published_at" DESC NULLS FIRST);