CREATE TABLE "mailbox" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"member_id" text NOT NULL,
	"address" text NOT NULL,
	"name" text DEFAULT '' NOT NULL,
	"status" text DEFAULT 'setting_up' NOT NULL,
	"step" text DEFAULT 'sign_in' NOT NULL,
	"setup" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"provider" text NOT NULL,
	"sign_in" text DEFAULT 'password' NOT NULL,
	"username" text NOT NULL,
	"imap_host" text NOT NULL,
	"imap_port" integer NOT NULL,
	"imap_secure" boolean DEFAULT true NOT NULL,
	"smtp_host" text NOT NULL,
	"smtp_port" integer NOT NULL,
	"smtp_secure" boolean DEFAULT true NOT NULL,
	"credentials" text,
	"access_expires_at" timestamp (3) with time zone,
	"pending_auth" text,
	"plus_addressing" boolean,
	"keeps_copies" boolean,
	"counts_invitations" boolean DEFAULT false NOT NULL,
	"failed_sign_ins" integer DEFAULT 0 NOT NULL,
	"trouble" text,
	"trouble_since" timestamp (3) with time zone,
	"connected_at" timestamp (3) with time zone,
	"disconnected_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mailbox_in_workspace" UNIQUE("workspace_id","id"),
	CONSTRAINT "mailbox_status" CHECK ("mailbox"."status" in ('setting_up','connected','needs_reauth','disconnected')),
	CONSTRAINT "mailbox_step" CHECK ("mailbox"."step" in ('sign_in','test','folders','trial','limits','done')),
	CONSTRAINT "mailbox_sign_in" CHECK ("mailbox"."sign_in" in ('password','google','microsoft')),
	CONSTRAINT "mailbox_secret" CHECK ("mailbox"."status" <> 'disconnected' or ("mailbox"."credentials" is null and "mailbox"."pending_auth" is null))
);
--> statement-breakpoint
CREATE TABLE "mailbox_folder" (
	"id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"mailbox_id" text NOT NULL,
	"role" text NOT NULL,
	"path" text NOT NULL,
	"uid_validity" bigint,
	"last_uid" bigint DEFAULT 0 NOT NULL,
	"highest_modseq" bigint,
	"read_since" timestamp (3) with time zone,
	"historical_uid" bigint DEFAULT 0 NOT NULL,
	"looked_at" timestamp (3) with time zone,
	CONSTRAINT "mailbox_folder_role" CHECK ("mailbox_folder"."role" in ('inbox','sent','all','junk'))
);
--> statement-breakpoint
CREATE TABLE "mailbox_lease" (
	"mailbox_id" text PRIMARY KEY NOT NULL,
	"workspace_id" text NOT NULL,
	"holder" text NOT NULL,
	"token" bigint NOT NULL,
	"until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mailbox_seen" (
	"workspace_id" text NOT NULL,
	"mailbox_id" text NOT NULL,
	"key" text NOT NULL,
	"seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mailbox_seen_workspace_id_mailbox_id_key_pk" PRIMARY KEY("workspace_id","mailbox_id","key")
);
--> statement-breakpoint
ALTER TABLE "mailbox_folder" ADD CONSTRAINT "mailbox_folder_workspace_id_mailbox_id_mailbox_workspace_id_id_fk" FOREIGN KEY ("workspace_id","mailbox_id") REFERENCES "public"."mailbox"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mailbox_lease" ADD CONSTRAINT "mailbox_lease_workspace_id_mailbox_id_mailbox_workspace_id_id_fk" FOREIGN KEY ("workspace_id","mailbox_id") REFERENCES "public"."mailbox"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mailbox_seen" ADD CONSTRAINT "mailbox_seen_workspace_id_mailbox_id_mailbox_workspace_id_id_fk" FOREIGN KEY ("workspace_id","mailbox_id") REFERENCES "public"."mailbox"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "mailbox_address_once" ON "mailbox" USING btree ("workspace_id",lower("address")) WHERE "mailbox"."status" <> 'disconnected';--> statement-breakpoint
CREATE INDEX "mailbox_of_member" ON "mailbox" USING btree ("workspace_id","member_id");--> statement-breakpoint
CREATE INDEX "mailbox_connected" ON "mailbox" USING btree ("status") WHERE "mailbox"."status" = 'connected';--> statement-breakpoint
CREATE UNIQUE INDEX "mailbox_folder_once" ON "mailbox_folder" USING btree ("workspace_id","mailbox_id","role");--> statement-breakpoint
CREATE INDEX "mailbox_seen_old" ON "mailbox_seen" USING btree ("seen_at");