CREATE TABLE "mail_template" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"name" text NOT NULL,
	"version" integer NOT NULL,
	"archived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mail_template_in_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "mail_template_version" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"template_id" text NOT NULL,
	"version" integer NOT NULL,
	"subject" text NOT NULL,
	"preview" text NOT NULL,
	"body" text NOT NULL,
	"created_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mail_template_version_once" UNIQUE("workspace_id","template_id","version")
);
--> statement-breakpoint
ALTER TABLE "mail_template_version" ADD CONSTRAINT "mail_template_version_workspace_id_template_id_mail_template_workspace_id_id_fk" FOREIGN KEY ("workspace_id","template_id") REFERENCES "public"."mail_template"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "mail_template_name_once" ON "mail_template" USING btree ("workspace_id","name") WHERE "mail_template"."archived_at" is null;