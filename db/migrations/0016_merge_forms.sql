CREATE TABLE "form" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"name" text NOT NULL,
	"title" text NOT NULL,
	"intro" text DEFAULT '' NOT NULL,
	"wording" text NOT NULL,
	"button" text NOT NULL,
	"topic_ids" text[] DEFAULT '{}'::text[] NOT NULL,
	"ask_name" boolean DEFAULT true NOT NULL,
	"sender_id" text NOT NULL,
	"archived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "form_in_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "form_entry" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"form_id" text NOT NULL,
	"contact_id" text NOT NULL,
	"wording" text NOT NULL,
	"topic_ids" text[] DEFAULT '{}'::text[] NOT NULL,
	"given" jsonb NOT NULL,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"requested_from" text,
	"confirmed_at" timestamp (3) with time zone,
	"confirmed_from" text,
	"confirmed_with" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "form" ADD CONSTRAINT "form_workspace_id_sender_id_sender_workspace_id_id_fk" FOREIGN KEY ("workspace_id","sender_id") REFERENCES "public"."sender"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_entry" ADD CONSTRAINT "form_entry_workspace_id_form_id_form_workspace_id_id_fk" FOREIGN KEY ("workspace_id","form_id") REFERENCES "public"."form"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "form_name_once" ON "form" USING btree ("workspace_id",lower("name")) WHERE "form"."archived_at" is null;--> statement-breakpoint
CREATE INDEX "form_entry_of_form" ON "form_entry" USING btree ("workspace_id","form_id","requested_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "form_entry_of_contact" ON "form_entry" USING btree ("workspace_id","contact_id");--> statement-breakpoint
CREATE INDEX "touch_unknown" ON "touch" USING btree ("workspace_id") WHERE "touch"."state" = 'unknown';
--> statement-breakpoint
-- Duplicates of a contact are found by these (find_twins in db/policies.ts).
create index "contact_by_phone" on "contact" ("workspace_id", (ltrim(regexp_replace("phone", '\D', '', 'g'), '0'))) where "phone" is not null;
--> statement-breakpoint
create index "contact_by_full_name" on "contact" ("workspace_id", (lower(trim("first_name") || ' ' || trim("last_name"))))
  where "first_name" is not null and "last_name" is not null;
--> statement-breakpoint
-- Two people were made one while somebody was about to write a row for the one who is gone: it goes to the one who stays. The
-- lock is the one the foreign key takes anyway; it waits for a merge that is under way, and a merge waits for it.
create function follow_merged_person() returns trigger language plpgsql as $$
declare
  target text;
begin
  select p.merged_into into target from person p where p.workspace_id = new.workspace_id and p.id = new.person_id for key share;
  if target is not null then
    new.person_id := target;
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger follow_merged before insert on "touch" for each row execute function follow_merged_person();
--> statement-breakpoint
create trigger follow_merged before insert on "enrollment" for each row execute function follow_merged_person();
--> statement-breakpoint
create trigger follow_merged before insert on "signal" for each row execute function follow_merged_person();
--> statement-breakpoint
create trigger follow_merged before insert on "consent" for each row execute function follow_merged_person();
--> statement-breakpoint
create trigger follow_merged before insert on "topic_choice" for each row execute function follow_merged_person();
--> statement-breakpoint
create trigger follow_merged before insert on "interest_reset" for each row execute function follow_merged_person();
--> statement-breakpoint
create trigger follow_merged before insert on "product_fact" for each row execute function follow_merged_person();
--> statement-breakpoint
create trigger follow_merged before insert on "inbound_mail" for each row when (new.person_id is not null) execute function follow_merged_person();
--> statement-breakpoint
create trigger follow_merged before insert on "task" for each row when (new.person_id is not null) execute function follow_merged_person();
--> statement-breakpoint
create trigger follow_merged before insert on "suppression" for each row when (new.person_id is not null) execute function follow_merged_person();
