CREATE TABLE "jobs" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"progress_ratio" double precision,
	"message" text DEFAULT '' NOT NULL,
	"upload_id" uuid,
	"release" integer,
	"problem" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	CONSTRAINT "jobs_kind" CHECK ("jobs"."kind" in ('ingest', 'build')),
	CONSTRAINT "jobs_state" CHECK ("jobs"."state" in ('queued', 'running', 'done', 'failed', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"bytes" bigint,
	"received_bytes" bigint DEFAULT 0 NOT NULL,
	"sha256" text,
	"state" text DEFAULT 'waiting' NOT NULL,
	"profile" text,
	"profile_guessed" boolean DEFAULT false NOT NULL,
	"mapping" jsonb,
	"ingest_id" text,
	"already_known" boolean DEFAULT false NOT NULL,
	"rows_in" bigint,
	"accepted" bigint,
	"rejected" bigint,
	"warned" bigint,
	"problem" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "uploads_state" CHECK ("uploads"."state" in ('waiting', 'receiving', 'received', 'ingesting', 'done', 'needs-profile', 'failed', 'cancelled'))
);
--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_upload_id_uploads_id_fk" FOREIGN KEY ("upload_id") REFERENCES "public"."uploads"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "jobs_created_at" ON "jobs" USING btree ("created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "jobs_upload_id" ON "jobs" USING btree ("upload_id");--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_one_build" ON "jobs" USING btree ("kind") WHERE kind = 'build' and state in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "uploads_created_at" ON "uploads" USING btree ("created_at" DESC NULLS LAST);