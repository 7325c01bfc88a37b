-- What the people of a company were sent, newest first, with what a rule tells messages apart by beside each entry: as the
-- ledger of a person does, so that a rule over companies tried on ninety days reads the index alone.
drop index "touch_of_company";
--> statement-breakpoint
create index "touch_of_company" on "touch" using btree ("workspace_id", "company_id", "counted_at" desc)
  include ("person_id", "obeys", "counts", "class", "channel", "source", "topic_id", "team_id", "sender_id", "sequence_id", "broadcast_id")
  where "company_id" is not null and "counted_at" is not null;
