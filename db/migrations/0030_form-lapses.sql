CREATE TABLE "form_lapse" (
	"workspace_id" text NOT NULL,
	"form_id" text NOT NULL,
	"day" date NOT NULL,
	"lapsed" integer NOT NULL,
	CONSTRAINT "form_lapse_workspace_id_form_id_day_pk" PRIMARY KEY("workspace_id","form_id","day")
);
--> statement-breakpoint
ALTER TABLE "form_lapse" ADD CONSTRAINT "form_lapse_workspace_id_form_id_form_workspace_id_id_fk" FOREIGN KEY ("workspace_id","form_id") REFERENCES "public"."form"("workspace_id","id") ON DELETE cascade ON UPDATE no action;