CREATE TABLE "form_lapse" (
	"workspace_id" text NOT NULL,
	"form_id" text NOT NULL,
	"day" date NOT NULL,
	"lapsed" integer NOT NULL,
	CONSTRAINT "form_lapse_workspace_id_form_id_day_pk" PRIMARY KEY("workspace_id","form_id","day")
);
--> statement-breakpoint
ALTER TABLE "integration" DROP CONSTRAINT "integration_kind";--> statement-breakpoint
ALTER TABLE "form_lapse" ADD CONSTRAINT "form_lapse_workspace_id_form_id_form_workspace_id_id_fk" FOREIGN KEY ("workspace_id","form_id") REFERENCES "public"."form"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "integration" ADD CONSTRAINT "integration_kind" CHECK ("integration"."kind" in ('stripe','shopify','resend'));--> statement-breakpoint
-- What the people of a company were sent, newest first, with what a rule tells messages apart by beside each entry: as the
-- ledger of a person does, so that a rule over companies tried on ninety days reads the index alone.
drop index "touch_of_company";
--> statement-breakpoint
create index "touch_of_company" on "touch" using btree ("workspace_id", "company_id", "counted_at" desc)
  include ("person_id", "obeys", "counts", "class", "channel", "source", "topic_id", "team_id", "sender_id", "sequence_id", "broadcast_id")
  where "company_id" is not null and "counted_at" is not null;
