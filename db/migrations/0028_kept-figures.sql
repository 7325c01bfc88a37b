CREATE TABLE "enrollment_figure" (
	"workspace_id" text NOT NULL,
	"enrollment_id" text NOT NULL,
	"sequence_id" text NOT NULL,
	"version_id" text NOT NULL,
	"nodes" text[] NOT NULL,
	"figures" text[] NOT NULL,
	"refs" text[] NOT NULL,
	"ats" timestamp (3) with time zone[] NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "enrollment_figure_workspace_id_enrollment_id_pk" PRIMARY KEY("workspace_id","enrollment_id")
);
--> statement-breakpoint
CREATE TABLE "figure_book" (
	"workspace_id" text NOT NULL,
	"sequence_id" text NOT NULL,
	"time_zone" text NOT NULL,
	CONSTRAINT "figure_book_workspace_id_sequence_id_pk" PRIMARY KEY("workspace_id","sequence_id")
);
--> statement-breakpoint
CREATE TABLE "figure_debt" (
	"workspace_id" text NOT NULL,
	"sequence_id" text NOT NULL,
	"enrollment_id" text NOT NULL,
	"owed_at" timestamp (3) with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sequence_figure" (
	"workspace_id" text NOT NULL,
	"sequence_id" text NOT NULL,
	"version_id" text NOT NULL,
	"day" date NOT NULL,
	"node_id" text NOT NULL,
	"figure" text NOT NULL,
	"ref" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "sequence_figure_workspace_id_sequence_id_day_version_id_node_id_figure_ref_pk" PRIMARY KEY("workspace_id","sequence_id","day","version_id","node_id","figure","ref")
);
--> statement-breakpoint
CREATE INDEX "enrollment_figure_newest" ON "enrollment_figure" USING btree ("workspace_id","sequence_id","version_id","last_at");--> statement-breakpoint
CREATE INDEX "figure_debt_of_sequence" ON "figure_debt" USING btree ("workspace_id","sequence_id","owed_at");--> statement-breakpoint
CREATE INDEX "signal_purchases" ON "signal" USING btree ("workspace_id","person_id","occurred_at") WHERE "signal"."kind" = 'purchase';--> statement-breakpoint
-- Whatever changes what a passage adds to its sequence's figures owes them: one row in the same transaction, never one that
-- somebody else waits for. The conditions are evaluated without calling anything: most writes owe nothing.
create function owe_figures_of_enrollment() returns trigger language plpgsql as $$
begin
  if tg_op <> 'DELETE' then
    insert into figure_debt (workspace_id, sequence_id, enrollment_id) values (new.workspace_id, new.sequence_id, new.id);
  else
    insert into figure_debt (workspace_id, sequence_id, enrollment_id) values (old.workspace_id, old.sequence_id, old.id);
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger owe_figures_insert after insert on "enrollment" for each row execute function owe_figures_of_enrollment();
--> statement-breakpoint
create trigger owe_figures_update after update on "enrollment" for each row
  when ((old.version_id, old.person_id, old.status, old.node_id, old.entered_at, old.ended_at)
    is distinct from (new.version_id, new.person_id, new.status, new.node_id, new.entered_at, new.ended_at))
  execute function owe_figures_of_enrollment();
--> statement-breakpoint
create trigger owe_figures_delete after delete on "enrollment" for each row execute function owe_figures_of_enrollment();
--> statement-breakpoint
create function owe_figures_of_visits() returns trigger language plpgsql as $$
begin
  insert into figure_debt (workspace_id, sequence_id, enrollment_id)
  select e.workspace_id, e.sequence_id, e.id
  from (select distinct workspace_id, enrollment_id from changed) c
  join enrollment e on e.workspace_id = c.workspace_id and e.id = c.enrollment_id;
  return null;
end $$;
--> statement-breakpoint
create trigger owe_figures_insert after insert on "visit" referencing new table as changed for each statement execute function owe_figures_of_visits();
--> statement-breakpoint
create trigger owe_figures_update after update on "visit" referencing new table as changed for each statement execute function owe_figures_of_visits();
--> statement-breakpoint
create trigger owe_figures_delete after delete on "visit" referencing old table as changed for each statement execute function owe_figures_of_visits();
--> statement-breakpoint
create function owe_figures_of_touch() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' and old.enrollment_id is not null and old.sequence_id is not null then
    insert into figure_debt (workspace_id, sequence_id, enrollment_id) values (old.workspace_id, old.sequence_id, old.enrollment_id);
  end if;
  if tg_op <> 'DELETE' and new.enrollment_id is not null and new.sequence_id is not null
    and (tg_op = 'INSERT' or new.enrollment_id is distinct from old.enrollment_id) then
    insert into figure_debt (workspace_id, sequence_id, enrollment_id) values (new.workspace_id, new.sequence_id, new.enrollment_id);
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger owe_figures_insert after insert on "touch" for each row when (new.enrollment_id is not null)
  execute function owe_figures_of_touch();
--> statement-breakpoint
-- planned, due, taken and on its way are one figure: waiting
create trigger owe_figures_update after update on "touch" for each row
  when ((old.enrollment_id is not null or new.enrollment_id is not null) and (
    case when old.state in ('planned','waiting','claimed','handed_over') then 'waiting' else old.state end
      <> case when new.state in ('planned','waiting','claimed','handed_over') then 'waiting' else new.state end
    or new.state = 'held' and (old.binding_rule_id is distinct from new.binding_rule_id
      or old.because#>>'{because,kind}' is distinct from new.because#>>'{because,kind}')
    or (old.enrollment_id, old.sequence_id, old.node_id, old.accepted_at, old.ended_at)
      is distinct from (new.enrollment_id, new.sequence_id, new.node_id, new.accepted_at, new.ended_at)))
  execute function owe_figures_of_touch();
--> statement-breakpoint
create trigger owe_figures_delete after delete on "touch" for each row when (old.enrollment_id is not null)
  execute function owe_figures_of_touch();
--> statement-breakpoint
create function owe_figures_of_signal() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then perform owe_figures_for(old); end if;
  if tg_op <> 'DELETE' then perform owe_figures_for(new); end if;
  return null;
end $$;
--> statement-breakpoint
-- a reaction to a mail: the passage that sent it; a purchase: every passage of the person
create function owe_figures_for(s "signal") returns void language plpgsql as $$
begin
  if s.kind = 'purchase' then
    insert into figure_debt (workspace_id, sequence_id, enrollment_id)
    select e.workspace_id, e.sequence_id, e.id from enrollment e
    where e.workspace_id = s.workspace_id and e.person_id = s.person_id and e.entered_at <= s.occurred_at;
  elsif s.touch_id is not null then
    insert into figure_debt (workspace_id, sequence_id, enrollment_id)
    select t.workspace_id, t.sequence_id, t.enrollment_id from touch t
    where t.workspace_id = s.workspace_id and t.id = s.touch_id and t.enrollment_id is not null and t.sequence_id is not null;
  end if;
end $$;
--> statement-breakpoint
create trigger owe_figures_insert after insert on "signal" for each row when (new.kind <> 'event')
  execute function owe_figures_of_signal();
--> statement-breakpoint
create trigger owe_figures_update after update on "signal" for each row
  when ((old.kind <> 'event' or new.kind <> 'event')
    and (old.kind, old.verdict = 'human', old.person_id, old.touch_id, old.occurred_at)
      is distinct from (new.kind, new.verdict = 'human', new.person_id, new.touch_id, new.occurred_at))
  execute function owe_figures_of_signal();
--> statement-breakpoint
create trigger owe_figures_delete after delete on "signal" for each row when (old.kind <> 'event')
  execute function owe_figures_of_signal();
--> statement-breakpoint
-- What has happened so far is owed: the worker takes it in.
insert into figure_debt (workspace_id, sequence_id, enrollment_id, owed_at) select workspace_id, sequence_id, id, now() from enrollment;
