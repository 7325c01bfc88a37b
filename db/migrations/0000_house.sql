CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"member_id" text,
	"api_key_id" text,
	"action" text NOT NULL,
	"subject_ref" text NOT NULL,
	"person_id" text,
	"reason" text,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "credential" (
	"id" text PRIMARY KEY NOT NULL,
	"member_id" text NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "api_key" (
	"id" text PRIMARY KEY NOT NULL,
	"config_id" text DEFAULT 'default' NOT NULL,
	"name" text,
	"start" text,
	"prefix" text,
	"key" text NOT NULL,
	"reference_id" text NOT NULL,
	"refill_interval" integer,
	"refill_amount" integer,
	"last_refill_at" timestamp (3) with time zone,
	"enabled" boolean DEFAULT true NOT NULL,
	"rate_limit_enabled" boolean DEFAULT true NOT NULL,
	"rate_limit_time_window" integer,
	"rate_limit_max" integer,
	"request_count" integer DEFAULT 0 NOT NULL,
	"remaining" integer,
	"last_request" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	"permissions" text,
	"metadata" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_ref" text NOT NULL,
	"email" text NOT NULL,
	"role" text,
	"status" text DEFAULT 'pending' NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"inviter_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "membership" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_ref" text NOT NULL,
	"member_id" text NOT NULL,
	"role" text DEFAULT 'viewer' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workspace" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"logo" text,
	"metadata" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "workspace_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"member_id" text NOT NULL,
	"token" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"active_workspace_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "two_factor" (
	"id" text PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"member_id" text NOT NULL,
	"verified" boolean DEFAULT true,
	"failed_verification_count" integer DEFAULT 0,
	"locked_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "member" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"two_factor_enabled" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "member_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "broadcast" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"team_id" text,
	"name" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"audience" jsonb,
	"message" jsonb,
	"start_at" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"total" integer DEFAULT 0 NOT NULL,
	"created_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "broadcast_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "broadcast_state" CHECK ("broadcast"."state" in ('draft','scheduled','sending','paused','finished','cancelled'))
);
--> statement-breakpoint
CREATE TABLE "cap_rule" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"name" text NOT NULL,
	"rule" jsonb NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"created_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cap_rule_in_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "cap_rule_version" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"rule_id" text NOT NULL,
	"version" integer NOT NULL,
	"rule" jsonb NOT NULL,
	"changed_by" text,
	"reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cap_rule_version_once" UNIQUE("workspace_id","rule_id","version")
);
--> statement-breakpoint
CREATE TABLE "clock_move" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"from_at" timestamp (3) with time zone NOT NULL,
	"target_at" timestamp (3) with time zone NOT NULL,
	"reached_at" timestamp (3) with time zone NOT NULL,
	"state" text DEFAULT 'moving' NOT NULL,
	"stop_requested_at" timestamp (3) with time zone,
	"created_by" text,
	"finished_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "company" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"name" text NOT NULL,
	"domain" text,
	"time_zone" text,
	"leave_alone_until" timestamp (3) with time zone,
	"leave_alone_reason" text,
	"leave_alone_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "company_in_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "consent" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"person_id" text NOT NULL,
	"topic_id" text,
	"basis" text NOT NULL,
	"source" text NOT NULL,
	"wording" text,
	"proof" text,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "consent_basis" CHECK ("consent"."basis" in ('opt_in','customer','legitimate_interest','none'))
);
--> statement-breakpoint
CREATE TABLE "interest_reset" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"person_id" text NOT NULL,
	"topic_id" text NOT NULL,
	"reset_by" text,
	"reset_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "topic_choice" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"person_id" text NOT NULL,
	"topic_id" text NOT NULL,
	"choice" text NOT NULL,
	"source" text NOT NULL,
	"touch_id" text,
	"chosen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "topic_choice_value" CHECK ("topic_choice"."choice" in ('in','out'))
);
--> statement-breakpoint
CREATE TABLE "contact" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"person_id" text NOT NULL,
	"company_id" text,
	"external_id" text,
	"email" text,
	"email_key" text,
	"first_name" text,
	"last_name" text,
	"phone" text,
	"country" text,
	"time_zone" text,
	"time_zone_source" text,
	"owner_id" text,
	"attributes" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"source" text DEFAULT 'hand' NOT NULL,
	"archived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contact_in_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "contact_tag" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"contact_id" text NOT NULL,
	"tag" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "content" (
	"workspace_id" text NOT NULL,
	"hash" text NOT NULL,
	"subject" text NOT NULL,
	"preview" text DEFAULT '' NOT NULL,
	"body" text NOT NULL,
	"links" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "content_workspace_id_hash_pk" PRIMARY KEY("workspace_id","hash")
);
--> statement-breakpoint
CREATE TABLE "enrollment" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"sequence_id" text NOT NULL,
	"version_id" text NOT NULL,
	"contact_id" text NOT NULL,
	"person_id" text NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"state" jsonb NOT NULL,
	"node_id" text,
	"end_reason" text,
	"wake_at" timestamp (3) with time zone,
	"paused_until" timestamp (3) with time zone,
	"pause_reason" text,
	"epoch" integer DEFAULT 1 NOT NULL,
	"steps_in_epoch" integer DEFAULT 0 NOT NULL,
	"last_step_at" timestamp (3) with time zone,
	"entry_key" text NOT NULL,
	"source" text NOT NULL,
	"entry_signal_id" text,
	"entered_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "enrollment_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "enrollment_status" CHECK ("enrollment"."status" in ('active','finished')),
	CONSTRAINT "enrollment_end" CHECK (("enrollment"."status" = 'finished') = ("enrollment"."ended_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "visit" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"enrollment_id" text NOT NULL,
	"version_id" text NOT NULL,
	"ordinal" integer NOT NULL,
	"node_id" text NOT NULL,
	"number" integer NOT NULL,
	"entered_at" timestamp (3) with time zone NOT NULL,
	"left_at" timestamp (3) with time zone,
	"outlet" text,
	"record" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "wake" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"enrollment_id" text NOT NULL,
	"cause" text NOT NULL,
	"ref" text DEFAULT '' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_knock_at" timestamp (3) with time zone DEFAULT now(),
	"eaten_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_job" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"file_name" text NOT NULL,
	"csv" text,
	"mapping" jsonb NOT NULL,
	"consent" jsonb NOT NULL,
	"tags" text[],
	"enroll_in_sequence_id" text,
	"state" text DEFAULT 'waiting' NOT NULL,
	"cursor" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"created" integer DEFAULT 0 NOT NULL,
	"updated" integer DEFAULT 0 NOT NULL,
	"problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_by" text,
	"finished_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inbound_mail" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"mailbox_id" text,
	"dedup_key" text NOT NULL,
	"message_id" text,
	"person_id" text,
	"contact_id" text,
	"touch_id" text,
	"signal_id" text,
	"match_method" text NOT NULL,
	"confidence" text NOT NULL,
	"class" text NOT NULL,
	"class_fixed" text,
	"evidence" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"returns_at" timestamp (3) with time zone,
	"from_address" text NOT NULL,
	"from_name" text,
	"subject" text DEFAULT '' NOT NULL,
	"new_text" text DEFAULT '' NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"html" text,
	"raw" "bytea",
	"size_bytes" integer,
	"historical" boolean DEFAULT false NOT NULL,
	"owner_id" text,
	"handled_at" timestamp (3) with time zone,
	"handled_by" text,
	"snoozed_until" timestamp (3) with time zone,
	"sent_at" timestamp (3) with time zone,
	"received_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"name" text NOT NULL,
	"data" jsonb NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"last_error" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"next_look_at" timestamp (3) with time zone,
	"look_sent_at" timestamp (3) with time zone,
	"frequency" text,
	"frequency_paused_until" timestamp (3) with time zone,
	"frequency_chosen_at" timestamp (3) with time zone,
	"leave_alone_until" timestamp (3) with time zone,
	"leave_alone_reason" text,
	"leave_alone_by" text,
	"sales_barred_until" timestamp (3) with time zone,
	"sales_barred_by" text,
	"merged_into" text,
	"erased_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "person_in_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "product" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"archived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "product_in_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "product_fact" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"person_id" text NOT NULL,
	"product_id" text NOT NULL,
	"fact" text NOT NULL,
	"source" text NOT NULL,
	"source_ref" text,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "product_fact_kind" CHECK ("product_fact"."fact" in ('bought','has_competing','not_for_them'))
);
--> statement-breakpoint
CREATE TABLE "sandbox_mail" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"touch_id" text,
	"from_address" text NOT NULL,
	"to_address" text NOT NULL,
	"subject" text NOT NULL,
	"raw" "bytea" NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"opened_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "system_mail" (
	"id" text PRIMARY KEY NOT NULL,
	"to_address" text NOT NULL,
	"subject" text NOT NULL,
	"html" text NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "segment" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"name" text NOT NULL,
	"condition" jsonb NOT NULL,
	"checked_at" timestamp (3) with time zone,
	"archived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "segment_in_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "sender" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"team_id" text,
	"member_id" text,
	"mailbox_id" text,
	"name" text NOT NULL,
	"address" text NOT NULL,
	"reply_to" text,
	"transport" text DEFAULT 'sandbox' NOT NULL,
	"credentials" text,
	"answerable" boolean DEFAULT true NOT NULL,
	"daily_limit" integer,
	"spacing_seconds" integer DEFAULT 0 NOT NULL,
	"breaker_opened_at" timestamp (3) with time zone,
	"breaker_until" timestamp (3) with time zone,
	"breaker_reason" text,
	"last_sent_at" timestamp (3) with time zone,
	"archived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sender_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "sender_transport" CHECK ("sender"."transport" in ('sandbox','smtp','resend','mailbox'))
);
--> statement-breakpoint
CREATE TABLE "sequence" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"team_id" text,
	"name" text NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"draft" jsonb NOT NULL,
	"draft_revision" integer DEFAULT 1 NOT NULL,
	"settings" jsonb NOT NULL,
	"live_version_id" text,
	"paused_at" timestamp (3) with time zone,
	"paused_clock" text,
	"created_by" text,
	"archived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sequence_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "sequence_state" CHECK ("sequence"."state" in ('draft','live','paused','archived'))
);
--> statement-breakpoint
CREATE TABLE "sequence_trigger" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"sequence_id" text NOT NULL,
	"version_id" text NOT NULL,
	"kind" text NOT NULL,
	"ref" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sequence_version" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"sequence_id" text NOT NULL,
	"number" integer NOT NULL,
	"graph" jsonb NOT NULL,
	"settings" jsonb NOT NULL,
	"note" text,
	"published_by" text,
	"published_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sequence_version_in_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "signal" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"person_id" text NOT NULL,
	"contact_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"touch_id" text,
	"link_id" text,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"verdict" text NOT NULL,
	"verdict_reasons" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"verdict_fixed" boolean DEFAULT false NOT NULL,
	"settles_at" timestamp (3) with time zone,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "signal_kind" CHECK ("signal"."kind" in ('open','click','reply','purchase','event')),
	CONSTRAINT "signal_verdict" CHECK ("signal"."verdict" in ('human','machine','unsure'))
);
--> statement-breakpoint
CREATE TABLE "suppression" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"email_hash" text NOT NULL,
	"email_key" text,
	"person_id" text,
	"scope" text NOT NULL,
	"reason" text NOT NULL,
	"source" text NOT NULL,
	"evidence_ref" text,
	"lifted_at" timestamp (3) with time zone,
	"lifted_by" text,
	"lifted_reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "suppression_scope" CHECK ("suppression"."scope" in ('all','marketing_and_sales'))
);
--> statement-breakpoint
CREATE TABLE "notification" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"key" text,
	"member_id" text,
	"title" text NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"href" text,
	"read_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "task" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"key" text,
	"owner_id" text,
	"person_id" text,
	"contact_id" text,
	"enrollment_id" text,
	"inbound_mail_id" text,
	"title" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"due_at" timestamp (3) with time zone,
	"done_at" timestamp (3) with time zone,
	"done_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "team" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"name" text NOT NULL,
	"tone" text DEFAULT 'pine' NOT NULL,
	"sending_paused_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "team_in_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "team_membership" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"team_id" text NOT NULL,
	"member_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "topic" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"class" text DEFAULT 'marketing' NOT NULL,
	"public" boolean DEFAULT true NOT NULL,
	"hours" jsonb,
	"archived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "topic_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "topic_class" CHECK ("topic"."class" in ('marketing','sales','transactional'))
);
--> statement-breakpoint
CREATE TABLE "message_alias" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"message_id" text NOT NULL,
	"touch_id" text NOT NULL,
	"source" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "touch" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"person_id" text NOT NULL,
	"contact_id" text NOT NULL,
	"key" text NOT NULL,
	"state" text NOT NULL,
	"source" text NOT NULL,
	"channel" text DEFAULT 'email' NOT NULL,
	"class" text NOT NULL,
	"obeys" boolean NOT NULL,
	"counts" boolean NOT NULL,
	"priority" integer DEFAULT 0 NOT NULL,
	"topic_id" text,
	"team_id" text,
	"sender_id" text,
	"company_id" text,
	"sequence_id" text,
	"sequence_created_at" timestamp (3) with time zone,
	"enrollment_id" text,
	"node_id" text,
	"broadcast_id" text,
	"template_family" text,
	"correlation_key" text,
	"promotes" text[] DEFAULT '{}'::text[] NOT NULL,
	"answers_reply_id" text,
	"member_id" text,
	"repeat" jsonb NOT NULL,
	"node_hours" jsonb,
	"override" jsonb,
	"request" jsonb,
	"due_at" timestamp (3) with time zone NOT NULL,
	"deadline_at" timestamp (3) with time zone,
	"held_until" timestamp (3) with time zone,
	"because" jsonb,
	"binding_rule_id" text,
	"decided_at" timestamp (3) with time zone,
	"claimed_at" timestamp (3) with time zone,
	"lease_until" timestamp (3) with time zone,
	"content_hash" text,
	"body_fingerprint" text,
	"subject" text,
	"merge_data" jsonb,
	"to_address" text,
	"code" text,
	"message_id" text,
	"handed_over_at" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"retry_at" timestamp (3) with time zone,
	"accepted_at" timestamp (3) with time zone,
	"counted_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"provider_id" text,
	"provider_answer" text,
	"failure" text,
	"delivered_at" timestamp (3) with time zone,
	"bounced_at" timestamp (3) with time zone,
	"complained_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "touch_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "touch_state" CHECK ("touch"."state" in ('planned','waiting','held','claimed','handed_over','accepted','failed','unknown','skipped','withdrawn','observed')),
	CONSTRAINT "touch_class" CHECK ("touch"."class" in ('marketing','sales','transactional')),
	CONSTRAINT "touch_source" CHECK ("touch"."source" in ('sequence','broadcast','transactional','api','hand','logged')),
	CONSTRAINT "touch_slot" CHECK (("touch"."counted_at" is not null) = ("touch"."state" in ('claimed','handed_over','accepted','unknown','observed'))),
	CONSTRAINT "touch_claim" CHECK ("touch"."state" not in ('claimed','handed_over','accepted') or ("touch"."claimed_at" is not null and "touch"."content_hash" is not null))
);
--> statement-breakpoint
CREATE TABLE "touch_decision" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"touch_id" text NOT NULL,
	"decision" text NOT NULL,
	"because" jsonb NOT NULL,
	"held_until" timestamp (3) with time zone,
	"decided_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "touch_decision_kind" CHECK ("touch_decision"."decision" in ('send','hold','skip','withdraw'))
);
--> statement-breakpoint
CREATE TABLE "webhook_delivery" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"key" text NOT NULL,
	"endpoint_id" text,
	"enrollment_id" text,
	"url" text NOT NULL,
	"event" text NOT NULL,
	"payload" jsonb NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone DEFAULT now(),
	"status_code" integer,
	"answer" text,
	"delivered_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_endpoint" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"url" text NOT NULL,
	"secret" text NOT NULL,
	"events" text[] DEFAULT '{}'::text[] NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_endpoint_in_workspace" UNIQUE("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "workspace_setting" (
	"workspace_id" text PRIMARY KEY NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"legal_name" text,
	"postal_address" text,
	"country" text,
	"support_contact" text,
	"privacy_url" text,
	"hours" jsonb,
	"sandbox" boolean DEFAULT true NOT NULL,
	"clock_offset_ms" bigint DEFAULT 0 NOT NULL,
	"clock_moved_at" timestamp (3) with time zone,
	"sending_paused_at" timestamp (3) with time zone,
	"sending_paused_by" text,
	"sending_paused_reason" text,
	"track_opens" boolean DEFAULT true NOT NULL,
	"track_clicks" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "credential" ADD CONSTRAINT "credential_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_workspace_ref_workspace_id_fk" FOREIGN KEY ("workspace_ref") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_inviter_id_member_id_fk" FOREIGN KEY ("inviter_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_workspace_ref_workspace_id_fk" FOREIGN KEY ("workspace_ref") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "two_factor" ADD CONSTRAINT "two_factor_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent" ADD CONSTRAINT "consent_workspace_id_person_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_choice" ADD CONSTRAINT "topic_choice_workspace_id_person_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact" ADD CONSTRAINT "contact_workspace_id_person_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact" ADD CONSTRAINT "contact_workspace_id_company_id_company_workspace_id_id_fk" FOREIGN KEY ("workspace_id","company_id") REFERENCES "public"."company"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_tag" ADD CONSTRAINT "contact_tag_workspace_id_contact_id_contact_workspace_id_id_fk" FOREIGN KEY ("workspace_id","contact_id") REFERENCES "public"."contact"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrollment" ADD CONSTRAINT "enrollment_workspace_id_sequence_id_sequence_workspace_id_id_fk" FOREIGN KEY ("workspace_id","sequence_id") REFERENCES "public"."sequence"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrollment" ADD CONSTRAINT "enrollment_workspace_id_version_id_sequence_version_workspace_id_id_fk" FOREIGN KEY ("workspace_id","version_id") REFERENCES "public"."sequence_version"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrollment" ADD CONSTRAINT "enrollment_workspace_id_contact_id_contact_workspace_id_id_fk" FOREIGN KEY ("workspace_id","contact_id") REFERENCES "public"."contact"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrollment" ADD CONSTRAINT "enrollment_workspace_id_person_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit" ADD CONSTRAINT "visit_workspace_id_enrollment_id_enrollment_workspace_id_id_fk" FOREIGN KEY ("workspace_id","enrollment_id") REFERENCES "public"."enrollment"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wake" ADD CONSTRAINT "wake_workspace_id_enrollment_id_enrollment_workspace_id_id_fk" FOREIGN KEY ("workspace_id","enrollment_id") REFERENCES "public"."enrollment"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_fact" ADD CONSTRAINT "product_fact_workspace_id_person_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_fact" ADD CONSTRAINT "product_fact_workspace_id_product_id_product_workspace_id_id_fk" FOREIGN KEY ("workspace_id","product_id") REFERENCES "public"."product"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sender" ADD CONSTRAINT "sender_workspace_id_team_id_team_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."team"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sequence" ADD CONSTRAINT "sequence_workspace_id_team_id_team_workspace_id_id_fk" FOREIGN KEY ("workspace_id","team_id") REFERENCES "public"."team"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sequence_trigger" ADD CONSTRAINT "sequence_trigger_workspace_id_sequence_id_sequence_workspace_id_id_fk" FOREIGN KEY ("workspace_id","sequence_id") REFERENCES "public"."sequence"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sequence_version" ADD CONSTRAINT "sequence_version_workspace_id_sequence_id_sequence_workspace_id_id_fk" FOREIGN KEY ("workspace_id","sequence_id") REFERENCES "public"."sequence"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signal" ADD CONSTRAINT "signal_workspace_id_person_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "message_alias" ADD CONSTRAINT "message_alias_workspace_id_touch_id_touch_workspace_id_id_fk" FOREIGN KEY ("workspace_id","touch_id") REFERENCES "public"."touch"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touch" ADD CONSTRAINT "touch_workspace_id_person_id_person_workspace_id_id_fk" FOREIGN KEY ("workspace_id","person_id") REFERENCES "public"."person"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touch" ADD CONSTRAINT "touch_workspace_id_contact_id_contact_workspace_id_id_fk" FOREIGN KEY ("workspace_id","contact_id") REFERENCES "public"."contact"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touch_decision" ADD CONSTRAINT "touch_decision_workspace_id_touch_id_touch_workspace_id_id_fk" FOREIGN KEY ("workspace_id","touch_id") REFERENCES "public"."touch"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_workspace_id_endpoint_id_webhook_endpoint_workspace_id_id_fk" FOREIGN KEY ("workspace_id","endpoint_id") REFERENCES "public"."webhook_endpoint"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workspace_setting" ADD CONSTRAINT "workspace_setting_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_newest" ON "audit" USING btree ("workspace_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_of_subject" ON "audit" USING btree ("workspace_id","subject_ref");--> statement-breakpoint
CREATE INDEX "audit_of_person" ON "audit" USING btree ("workspace_id","person_id");--> statement-breakpoint
CREATE INDEX "credential_by_member" ON "credential" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "api_key_by_key" ON "api_key" USING btree ("key");--> statement-breakpoint
CREATE INDEX "api_key_by_reference" ON "api_key" USING btree ("reference_id");--> statement-breakpoint
CREATE INDEX "invitation_by_workspace" ON "invitation" USING btree ("workspace_ref");--> statement-breakpoint
CREATE INDEX "invitation_by_email" ON "invitation" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "membership_once" ON "membership" USING btree ("workspace_ref","member_id");--> statement-breakpoint
CREATE INDEX "membership_by_member" ON "membership" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "session_by_member" ON "session" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "verification_by_identifier" ON "verification" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "broadcast_newest" ON "broadcast" USING btree ("workspace_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "cap_rule_of_workspace" ON "cap_rule" USING btree ("workspace_id");--> statement-breakpoint
CREATE INDEX "clock_move_newest" ON "clock_move" USING btree ("workspace_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "company_domain_once" ON "company" USING btree ("workspace_id","domain") WHERE "company"."domain" is not null;--> statement-breakpoint
CREATE INDEX "company_by_name" ON "company" USING btree ("workspace_id","name");--> statement-breakpoint
CREATE INDEX "consent_of_person" ON "consent" USING btree ("workspace_id","person_id","recorded_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "interest_reset_once" ON "interest_reset" USING btree ("workspace_id","person_id","topic_id");--> statement-breakpoint
CREATE UNIQUE INDEX "topic_choice_once" ON "topic_choice" USING btree ("workspace_id","person_id","topic_id");--> statement-breakpoint
CREATE UNIQUE INDEX "contact_email_once" ON "contact" USING btree ("workspace_id","email_key") WHERE "contact"."email_key" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "contact_external_once" ON "contact" USING btree ("workspace_id","external_id") WHERE "contact"."external_id" is not null;--> statement-breakpoint
CREATE INDEX "contact_by_person" ON "contact" USING btree ("workspace_id","person_id");--> statement-breakpoint
CREATE INDEX "contact_by_company" ON "contact" USING btree ("workspace_id","company_id");--> statement-breakpoint
CREATE INDEX "contact_by_created" ON "contact" USING btree ("workspace_id","created_at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "contact_search" ON "contact" USING gin ((coalesce("email_key",'') || ' ' || lower(coalesce("first_name",'')) || ' ' || lower(coalesce("last_name",''))) gin_trgm_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "contact_tag_once" ON "contact_tag" USING btree ("workspace_id","contact_id","tag");--> statement-breakpoint
CREATE INDEX "contact_tag_by_tag" ON "contact_tag" USING btree ("workspace_id","tag");--> statement-breakpoint
CREATE UNIQUE INDEX "enrollment_entry_once" ON "enrollment" USING btree ("workspace_id","sequence_id","contact_id","entry_key");--> statement-breakpoint
CREATE INDEX "enrollment_of_person" ON "enrollment" USING btree ("workspace_id","person_id","entered_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "enrollment_by_node" ON "enrollment" USING btree ("workspace_id","sequence_id","version_id","node_id") WHERE "enrollment"."status" = 'active';--> statement-breakpoint
CREATE INDEX "enrollment_due" ON "enrollment" USING btree ("workspace_id","wake_at") WHERE "enrollment"."status" = 'active' and "enrollment"."wake_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "visit_once" ON "visit" USING btree ("workspace_id","enrollment_id","ordinal");--> statement-breakpoint
CREATE INDEX "visit_by_node" ON "visit" USING btree ("workspace_id","version_id","node_id","outlet");--> statement-breakpoint
CREATE UNIQUE INDEX "wake_once" ON "wake" USING btree ("workspace_id","enrollment_id","cause","ref") WHERE "wake"."eaten_at" is null;--> statement-breakpoint
CREATE INDEX "wake_owed" ON "wake" USING btree ("next_knock_at") WHERE "wake"."eaten_at" is null;--> statement-breakpoint
CREATE INDEX "import_job_newest" ON "import_job" USING btree ("workspace_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "inbound_mail_once" ON "inbound_mail" USING btree ("workspace_id","dedup_key");--> statement-breakpoint
CREATE INDEX "inbound_mail_of_person" ON "inbound_mail" USING btree ("workspace_id","person_id","received_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "inbound_mail_open" ON "inbound_mail" USING btree ("workspace_id","received_at") WHERE "inbound_mail"."handled_at" is null;--> statement-breakpoint
CREATE INDEX "inbound_mail_of_touch" ON "inbound_mail" USING btree ("workspace_id","touch_id");--> statement-breakpoint
CREATE INDEX "outbox_owed" ON "outbox" USING btree ("next_attempt_at") WHERE "outbox"."sent_at" is null;--> statement-breakpoint
CREATE INDEX "outbox_sent" ON "outbox" USING btree ("sent_at") WHERE "outbox"."sent_at" is not null;--> statement-breakpoint
CREATE INDEX "person_due" ON "person" USING btree ("workspace_id","next_look_at") WHERE "person"."next_look_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "product_key_once" ON "product" USING btree ("workspace_id","key");--> statement-breakpoint
CREATE UNIQUE INDEX "product_fact_once" ON "product_fact" USING btree ("workspace_id","person_id","product_id","fact");--> statement-breakpoint
CREATE INDEX "product_fact_by_product" ON "product_fact" USING btree ("workspace_id","product_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sandbox_mail_once" ON "sandbox_mail" USING btree ("workspace_id","idempotency_key");--> statement-breakpoint
CREATE INDEX "sandbox_mail_newest" ON "sandbox_mail" USING btree ("workspace_id","received_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "sandbox_mail_of_touch" ON "sandbox_mail" USING btree ("workspace_id","touch_id") WHERE "sandbox_mail"."touch_id" is not null;--> statement-breakpoint
CREATE INDEX "system_mail_newest" ON "system_mail" USING btree ("created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "segment_name_once" ON "segment" USING btree ("workspace_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "sender_address_once" ON "sender" USING btree ("workspace_id",lower("address")) WHERE "sender"."archived_at" is null;--> statement-breakpoint
CREATE INDEX "sequence_by_state" ON "sequence" USING btree ("workspace_id","state","updated_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "sequence_trigger_once" ON "sequence_trigger" USING btree ("workspace_id","sequence_id");--> statement-breakpoint
CREATE INDEX "sequence_trigger_by_ref" ON "sequence_trigger" USING btree ("workspace_id","kind","ref");--> statement-breakpoint
CREATE UNIQUE INDEX "sequence_version_number" ON "sequence_version" USING btree ("workspace_id","sequence_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "signal_once" ON "signal" USING btree ("workspace_id","source","source_id");--> statement-breakpoint
CREATE INDEX "signal_of_person" ON "signal" USING btree ("workspace_id","person_id","occurred_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "signal_of_touch" ON "signal" USING btree ("workspace_id","touch_id");--> statement-breakpoint
CREATE UNIQUE INDEX "suppression_once" ON "suppression" USING btree ("workspace_id","email_hash","scope") WHERE "suppression"."lifted_at" is null;--> statement-breakpoint
CREATE INDEX "suppression_of_person" ON "suppression" USING btree ("workspace_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "notification_once" ON "notification" USING btree ("workspace_id","key") WHERE "notification"."key" is not null;--> statement-breakpoint
CREATE INDEX "notification_of_member" ON "notification" USING btree ("workspace_id","member_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "task_once" ON "task" USING btree ("workspace_id","key") WHERE "task"."key" is not null;--> statement-breakpoint
CREATE INDEX "task_open" ON "task" USING btree ("workspace_id","owner_id","due_at") WHERE "task"."done_at" is null;--> statement-breakpoint
CREATE INDEX "task_of_person" ON "task" USING btree ("workspace_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "team_name_once" ON "team" USING btree ("workspace_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "team_membership_once" ON "team_membership" USING btree ("workspace_id","team_id","member_id");--> statement-breakpoint
CREATE INDEX "team_membership_by_member" ON "team_membership" USING btree ("workspace_id","member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "topic_name_once" ON "topic" USING btree ("workspace_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "message_alias_once" ON "message_alias" USING btree ("workspace_id","message_id");--> statement-breakpoint
CREATE INDEX "message_alias_of_touch" ON "message_alias" USING btree ("workspace_id","touch_id");--> statement-breakpoint
CREATE UNIQUE INDEX "touch_key_once" ON "touch" USING btree ("workspace_id","key") WHERE "touch"."state" <> 'withdrawn';--> statement-breakpoint
CREATE INDEX "touch_ledger" ON "touch" USING btree ("workspace_id","person_id","counted_at" DESC NULLS LAST) WHERE "touch"."counted_at" is not null;--> statement-breakpoint
CREATE INDEX "touch_waiting" ON "touch" USING btree ("workspace_id","person_id") WHERE "touch"."state" in ('planned','waiting','held','claimed','handed_over');--> statement-breakpoint
CREATE INDEX "touch_family" ON "touch" USING btree ("workspace_id","person_id","template_family") WHERE "touch"."counted_at" is not null;--> statement-breakpoint
CREATE INDEX "touch_body" ON "touch" USING btree ("workspace_id","person_id","body_fingerprint") WHERE "touch"."counted_at" is not null;--> statement-breakpoint
CREATE INDEX "touch_topic" ON "touch" USING btree ("workspace_id","person_id","topic_id","counted_at" DESC NULLS LAST) WHERE "touch"."counted_at" is not null;--> statement-breakpoint
CREATE INDEX "touch_of_enrollment" ON "touch" USING btree ("workspace_id","enrollment_id");--> statement-breakpoint
CREATE INDEX "touch_by_sequence" ON "touch" USING btree ("workspace_id","sequence_id","node_id","state");--> statement-breakpoint
CREATE INDEX "touch_by_broadcast" ON "touch" USING btree ("workspace_id","broadcast_id","state") WHERE "touch"."broadcast_id" is not null;--> statement-breakpoint
CREATE INDEX "touch_held" ON "touch" USING btree ("workspace_id","held_until") WHERE "touch"."state" = 'held';--> statement-breakpoint
CREATE INDEX "touch_leases" ON "touch" USING btree ("lease_until") WHERE "touch"."state" in ('claimed','handed_over');--> statement-breakpoint
CREATE INDEX "touch_of_person" ON "touch" USING btree ("workspace_id","person_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "touch_of_company" ON "touch" USING btree ("workspace_id","company_id","counted_at" DESC NULLS LAST) WHERE "touch"."company_id" is not null and "touch"."counted_at" is not null;--> statement-breakpoint
CREATE INDEX "touch_of_sender" ON "touch" USING btree ("workspace_id","sender_id","counted_at" DESC NULLS LAST) WHERE "touch"."counted_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "touch_code_once" ON "touch" USING btree ("code") WHERE "touch"."code" is not null;--> statement-breakpoint
CREATE INDEX "touch_decision_of_touch" ON "touch_decision" USING btree ("workspace_id","touch_id","decided_at");--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_delivery_once" ON "webhook_delivery" USING btree ("workspace_id","key");--> statement-breakpoint
CREATE INDEX "webhook_delivery_owed" ON "webhook_delivery" USING btree ("next_attempt_at") WHERE "webhook_delivery"."state" = 'waiting';