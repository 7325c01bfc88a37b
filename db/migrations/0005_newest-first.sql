DROP INDEX "audit_newest";--> statement-breakpoint
DROP INDEX "broadcast_newest";--> statement-breakpoint
DROP INDEX "clock_move_newest";--> statement-breakpoint
DROP INDEX "consent_of_person";--> statement-breakpoint
DROP INDEX "contact_by_created";--> statement-breakpoint
DROP INDEX "enrollment_of_person";--> statement-breakpoint
DROP INDEX "import_job_newest";--> statement-breakpoint
DROP INDEX "inbound_mail_of_person";--> statement-breakpoint
DROP INDEX "sandbox_mail_newest";--> statement-breakpoint
DROP INDEX "system_mail_newest";--> statement-breakpoint
DROP INDEX "sequence_by_state";--> statement-breakpoint
DROP INDEX "signal_of_person";--> statement-breakpoint
DROP INDEX "notification_of_member";--> statement-breakpoint
DROP INDEX "touch_ledger";--> statement-breakpoint
DROP INDEX "touch_topic";--> statement-breakpoint
DROP INDEX "touch_of_person";--> statement-breakpoint
DROP INDEX "touch_of_company";--> statement-breakpoint
DROP INDEX "touch_of_sender";--> statement-breakpoint
CREATE INDEX "audit_newest" ON "audit" USING btree ("workspace_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "broadcast_newest" ON "broadcast" USING btree ("workspace_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "clock_move_newest" ON "clock_move" USING btree ("workspace_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "consent_of_person" ON "consent" USING btree ("workspace_id","person_id","recorded_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "contact_by_created" ON "contact" USING btree ("workspace_id","created_at" DESC NULLS FIRST,"id");--> statement-breakpoint
CREATE INDEX "enrollment_of_person" ON "enrollment" USING btree ("workspace_id","person_id","entered_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "import_job_newest" ON "import_job" USING btree ("workspace_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "inbound_mail_of_person" ON "inbound_mail" USING btree ("workspace_id","person_id","received_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "sandbox_mail_newest" ON "sandbox_mail" USING btree ("workspace_id","received_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "system_mail_newest" ON "system_mail" USING btree ("created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "sequence_by_state" ON "sequence" USING btree ("workspace_id","state","updated_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "signal_of_person" ON "signal" USING btree ("workspace_id","person_id","occurred_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "notification_of_member" ON "notification" USING btree ("workspace_id","member_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "touch_ledger" ON "touch" USING btree ("workspace_id","person_id","counted_at" DESC NULLS FIRST) WHERE "touch"."counted_at" is not null;--> statement-breakpoint
CREATE INDEX "touch_topic" ON "touch" USING btree ("workspace_id","person_id","topic_id","counted_at" DESC NULLS FIRST) WHERE "touch"."counted_at" is not null;--> statement-breakpoint
CREATE INDEX "touch_of_person" ON "touch" USING btree ("workspace_id","person_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "touch_of_company" ON "touch" USING btree ("workspace_id","company_id","counted_at" DESC NULLS FIRST) WHERE "touch"."company_id" is not null and "touch"."counted_at" is not null;--> statement-breakpoint
CREATE INDEX "touch_of_sender" ON "touch" USING btree ("workspace_id","sender_id","counted_at" DESC NULLS FIRST) WHERE "touch"."counted_at" is not null;