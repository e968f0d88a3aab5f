CREATE TABLE "access_examinations" (
	"release_hash" text NOT NULL,
	"metric" text NOT NULL,
	"metric_version" integer NOT NULL,
	"scope" text NOT NULL,
	"release_number" integer NOT NULL,
	"release_built_at" timestamp with time zone NOT NULL,
	"simulated" boolean NOT NULL,
	"decisions" integer NOT NULL,
	"raised" integer NOT NULL,
	"decisions_sha256" text NOT NULL,
	"applied" boolean NOT NULL,
	"examined_at" timestamp with time zone NOT NULL,
	CONSTRAINT "access_examinations_pk" PRIMARY KEY("release_hash","metric","metric_version","scope")
);
--> statement-breakpoint
CREATE TABLE "conduct_cases" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"number" integer GENERATED ALWAYS AS IDENTITY (sequence name "conduct_cases_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"kpi" text NOT NULL,
	"partner" text NOT NULL,
	"simulated" boolean NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"owner" text,
	"due_on" date NOT NULL,
	"root_cause_kind" text,
	"root_cause_text" text,
	"outcome_kind" text,
	"outcome_text" text,
	"version" integer DEFAULT 1 NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "conduct_cases_state" CHECK ("conduct_cases"."state" in ('open', 'closed')),
	CONSTRAINT "conduct_cases_closed_whole" CHECK ("conduct_cases"."state" = 'open' or ("conduct_cases"."root_cause_kind" is not null and "conduct_cases"."outcome_kind" is not null and "conduct_cases"."closed_at" is not null)),
	CONSTRAINT "conduct_cases_open_no_outcome" CHECK ("conduct_cases"."state" = 'closed' or "conduct_cases"."outcome_kind" is null)
);
--> statement-breakpoint
CREATE TABLE "conduct_events" (
	"case_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_name" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"note" text,
	CONSTRAINT "conduct_events_pk" PRIMARY KEY("case_id","seq")
);
--> statement-breakpoint
CREATE TABLE "conduct_findings" (
	"simulated" boolean NOT NULL,
	"kpi" text NOT NULL,
	"partner" text NOT NULL,
	"trigger_kind" text NOT NULL,
	"period" text NOT NULL,
	"case_id" uuid NOT NULL,
	"month" text NOT NULL,
	"status" text,
	"stands" boolean NOT NULL,
	"numbers" jsonb,
	"found_in" jsonb NOT NULL,
	CONSTRAINT "conduct_findings_pk" PRIMARY KEY("simulated","kpi","partner","trigger_kind","period"),
	CONSTRAINT "conduct_findings_trigger" CHECK ("conduct_findings"."trigger_kind" in ('RED', 'ALARM')),
	CONSTRAINT "conduct_findings_month" CHECK ("conduct_findings"."month" ~ '^[0-9]{4}-[0-9]{2}$')
);
--> statement-breakpoint
ALTER TABLE "conduct_events" ADD CONSTRAINT "conduct_events_case_id_conduct_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."conduct_cases"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conduct_findings" ADD CONSTRAINT "conduct_findings_case_id_conduct_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."conduct_cases"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "conduct_cases_number" ON "conduct_cases" USING btree ("number");--> statement-breakpoint
CREATE INDEX "conduct_cases_state_due" ON "conduct_cases" USING btree ("state","due_on");--> statement-breakpoint
CREATE INDEX "conduct_findings_case" ON "conduct_findings" USING btree ("case_id");--> statement-breakpoint
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'rows of % are never changed or removed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END;
$$;--> statement-breakpoint
CREATE TRIGGER "conduct_events_append_only" BEFORE UPDATE OR DELETE ON "conduct_events" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();--> statement-breakpoint
CREATE TRIGGER "conduct_events_no_truncate" BEFORE TRUNCATE ON "conduct_events" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();--> statement-breakpoint
CREATE TRIGGER "conduct_findings_kept" BEFORE DELETE ON "conduct_findings" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();--> statement-breakpoint
CREATE TRIGGER "conduct_cases_kept" BEFORE DELETE ON "conduct_cases" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
