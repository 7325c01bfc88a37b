-- The ledger of a person, newest first, with what a rule tells messages apart by beside each entry: trying a rule on ninety
-- days reads the index alone, person by person, instead of a page of the table for every message.
drop index "touch_ledger";
--> statement-breakpoint
create index "touch_ledger" on "touch" using btree ("workspace_id", "person_id", "counted_at" desc)
  include ("obeys", "counts", "class", "channel", "source", "topic_id", "team_id", "sender_id", "sequence_id", "broadcast_id")
  where "counted_at" is not null;
