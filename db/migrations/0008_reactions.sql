CREATE TABLE "contact_alias" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"contact_id" text NOT NULL,
	"alias" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_key" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"api_key_id" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"status" integer,
	"body" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "integration" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"kind" text NOT NULL,
	"token" text NOT NULL,
	"secrets" text NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"last_event_at" timestamp (3) with time zone,
	"refused_at" timestamp (3) with time zone,
	"refusal" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "integration_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "integration_kind" CHECK ("integration"."kind" in ('stripe','resend'))
);
--> statement-breakpoint
CREATE TABLE "provider_event" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"integration_id" text NOT NULL,
	"source_id" text NOT NULL,
	"type" text NOT NULL,
	"payload" jsonb NOT NULL,
	"state" text DEFAULT 'owed' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"outcome" text,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"handled_at" timestamp (3) with time zone,
	CONSTRAINT "provider_event_state" CHECK ("provider_event"."state" in ('owed','handled','ignored','failed'))
);
--> statement-breakpoint
CREATE TABLE "product_ref" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"product_id" text NOT NULL,
	"source" text NOT NULL,
	"ref" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "touch_fact" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"touch_id" text NOT NULL,
	"sender_id" text,
	"kind" text NOT NULL,
	"source" text NOT NULL,
	"source_id" text NOT NULL,
	"detail" text DEFAULT '' NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "touch_fact_kind" CHECK ("touch_fact"."kind" in ('sent','delivered','delayed','bounce_hard','bounce_soft','bounce_block','complaint','failed','suppressed'))
);
--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "untracked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sender" ADD COLUMN "breaker_trips" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "sender" ADD COLUMN "breaker_closed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "topic" ADD COLUMN "tracked" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "touch" ADD COLUMN "tracking" jsonb;--> statement-breakpoint
ALTER TABLE "webhook_delivery" ADD COLUMN "person_id" text;--> statement-breakpoint
ALTER TABLE "webhook_delivery" ADD COLUMN "last_attempt_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "webhook_endpoint" ADD COLUMN "name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "webhook_endpoint" ADD COLUMN "disabled_reason" text;--> statement-breakpoint
ALTER TABLE "webhook_endpoint" ADD COLUMN "failing_since" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "workspace_setting" ADD COLUMN "tracking_host" text;--> statement-breakpoint
ALTER TABLE "contact_alias" ADD CONSTRAINT "contact_alias_workspace_id_contact_id_contact_workspace_id_id_fk" FOREIGN KEY ("workspace_id","contact_id") REFERENCES "public"."contact"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_event" ADD CONSTRAINT "provider_event_workspace_id_integration_id_integration_workspace_id_id_fk" FOREIGN KEY ("workspace_id","integration_id") REFERENCES "public"."integration"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_ref" ADD CONSTRAINT "product_ref_workspace_id_product_id_product_workspace_id_id_fk" FOREIGN KEY ("workspace_id","product_id") REFERENCES "public"."product"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "touch_fact" ADD CONSTRAINT "touch_fact_workspace_id_touch_id_touch_workspace_id_id_fk" FOREIGN KEY ("workspace_id","touch_id") REFERENCES "public"."touch"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "contact_alias_once" ON "contact_alias" USING btree ("workspace_id","alias");--> statement-breakpoint
CREATE INDEX "contact_alias_of_contact" ON "contact_alias" USING btree ("workspace_id","contact_id");--> statement-breakpoint
CREATE UNIQUE INDEX "idempotency_key_once" ON "idempotency_key" USING btree ("workspace_id","api_key_id","key");--> statement-breakpoint
CREATE UNIQUE INDEX "integration_once" ON "integration" USING btree ("workspace_id","kind");--> statement-breakpoint
CREATE UNIQUE INDEX "integration_token_once" ON "integration" USING btree ("token");--> statement-breakpoint
CREATE UNIQUE INDEX "provider_event_once" ON "provider_event" USING btree ("workspace_id","integration_id","source_id");--> statement-breakpoint
CREATE INDEX "provider_event_owed" ON "provider_event" USING btree ("next_attempt_at") WHERE "provider_event"."state" = 'owed';--> statement-breakpoint
CREATE INDEX "provider_event_of_integration" ON "provider_event" USING btree ("workspace_id","integration_id","received_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE UNIQUE INDEX "product_ref_once" ON "product_ref" USING btree ("workspace_id","source","ref");--> statement-breakpoint
CREATE INDEX "product_ref_of_product" ON "product_ref" USING btree ("workspace_id","product_id");--> statement-breakpoint
CREATE UNIQUE INDEX "touch_fact_once" ON "touch_fact" USING btree ("workspace_id","source","source_id");--> statement-breakpoint
CREATE INDEX "touch_fact_of_touch" ON "touch_fact" USING btree ("workspace_id","touch_id","occurred_at");--> statement-breakpoint
CREATE INDEX "touch_fact_of_sender" ON "touch_fact" USING btree ("workspace_id","sender_id","occurred_at");--> statement-breakpoint
CREATE INDEX "webhook_delivery_of_endpoint" ON "webhook_delivery" USING btree ("workspace_id","endpoint_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "webhook_delivery_of_person" ON "webhook_delivery" USING btree ("workspace_id","person_id") WHERE "webhook_delivery"."person_id" is not null;