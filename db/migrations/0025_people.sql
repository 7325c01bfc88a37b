CREATE TABLE "attribute_definition" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"key" text NOT NULL,
	"label" text NOT NULL,
	"type" text NOT NULL,
	"options" text[] DEFAULT '{}'::text[] NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "attribute_definition_type" CHECK ("attribute_definition"."type" in ('text','number','date','boolean','option'))
);
--> statement-breakpoint
CREATE TABLE "contact_apart" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"contact_id" text NOT NULL,
	"other_id" text NOT NULL,
	"said_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contact_apart_in_order" CHECK ("contact_apart"."contact_id" < "contact_apart"."other_id")
);
--> statement-breakpoint
ALTER TABLE "form" ADD COLUMN "mail_subject" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "form" ADD COLUMN "mail_text" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "contact_apart" ADD CONSTRAINT "contact_apart_workspace_id_contact_id_contact_workspace_id_id_fk" FOREIGN KEY ("workspace_id","contact_id") REFERENCES "public"."contact"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_apart" ADD CONSTRAINT "contact_apart_workspace_id_other_id_contact_workspace_id_id_fk" FOREIGN KEY ("workspace_id","other_id") REFERENCES "public"."contact"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "attribute_definition_key_once" ON "attribute_definition" USING btree ("workspace_id","key");--> statement-breakpoint
CREATE UNIQUE INDEX "contact_apart_once" ON "contact_apart" USING btree ("workspace_id","contact_id","other_id");--> statement-breakpoint
CREATE INDEX "form_entry_open" ON "form_entry" USING btree ("requested_at") WHERE "form_entry"."confirmed_at" is null;