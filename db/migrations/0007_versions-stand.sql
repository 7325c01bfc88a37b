-- A published version is never written again: enrollments are pinned to it, and drivers keep it in memory.
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is never changed once it is written', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;
--> statement-breakpoint
create trigger sequence_version_stands before update on "sequence_version" for each row execute function refuse_change();
--> statement-breakpoint
create trigger cap_rule_version_stands before update on "cap_rule_version" for each row execute function refuse_change();
