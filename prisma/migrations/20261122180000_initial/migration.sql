-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "agreements" (
    "id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" DATE NOT NULL,
    "content" JSON NOT NULL,
    "seq" BIGSERIAL NOT NULL,

    CONSTRAINT "agreements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "people" (
    "id" UUID NOT NULL,
    "handle" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "folded" TEXT NOT NULL,
    "company" TEXT,

    CONSTRAINT "people_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "user" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "handle" TEXT,
    "company" TEXT,
    "email" TEXT,
    "staff" BOOLEAN NOT NULL,
    "seq" BIGSERIAL NOT NULL,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversations" (
    "id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "external" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "outsiders" BOOLEAN NOT NULL,
    "private" BOOLEAN NOT NULL,
    "language" TEXT,

    CONSTRAINT "conversations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "projects" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "agreement_id" UUID NOT NULL,
    "customer" TEXT NOT NULL,
    "organisation_number" TEXT,
    "reference" TEXT,
    "variant" TEXT NOT NULL,
    "partner" TEXT,
    "price" BIGINT,
    "rate" BIGINT,
    "options" JSON NOT NULL,
    "hours" JSON NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "state_reason" TEXT,
    "opened_on" DATE NOT NULL,
    "plan" JSON NOT NULL,
    "kickoff_on" DATE,
    "kickoff_by_id" UUID,
    "kickoff_recorded_at" BIGINT,
    "go_live_on" DATE,
    "go_live_by_id" UUID,
    "go_live_recorded_at" BIGINT,
    "handover_on" DATE,
    "handover_by_id" UUID,
    "handover_recorded_at" BIGINT,
    "language" TEXT NOT NULL,
    "internal_id" UUID,
    "shared_id" UUID,

    CONSTRAINT "projects_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "counters" (
    "project_id" UUID NOT NULL,
    "letter" TEXT NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "counters_pkey" PRIMARY KEY ("project_id","letter")
);

-- CreateTable
CREATE TABLE "members" (
    "project_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,

    CONSTRAINT "members_pkey" PRIMARY KEY ("project_id","person_id","role")
);

-- CreateTable
CREATE TABLE "requirements" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "project_id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "deviation" BOOLEAN NOT NULL,
    "agreed_on" DATE NOT NULL,
    "agreed_by_id" UUID,
    "recorded_at" BIGINT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'agreed',
    "delivered_on" DATE,
    "verified_on" DATE,
    "verified_by_id" UUID,
    "dropped_reason" TEXT,
    "baseline" BOOLEAN NOT NULL,
    "change" TEXT,

    CONSTRAINT "requirements_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "data_entries" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "project_id" UUID NOT NULL,
    "area" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "note" TEXT,
    "on" DATE NOT NULL,
    "recorded_at" BIGINT NOT NULL,
    "by_id" UUID,
    "by_side" TEXT NOT NULL,
    "undone" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "data_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "porting_entries" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "project_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "on" DATE NOT NULL,
    "by_id" UUID,
    "undone" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "porting_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tasks" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "project_id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "who_id" UUID,
    "due" DATE,
    "done_on" DATE,
    "done_by_id" UUID,
    "source" TEXT NOT NULL,
    "created_on" DATE NOT NULL,

    CONSTRAINT "tasks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "work_entries" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "project_id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "target_kind" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "note" TEXT NOT NULL,
    "on" DATE NOT NULL,
    "recorded_at" BIGINT NOT NULL,
    "by_id" UUID,
    "undone" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "work_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "trips" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "project_id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "city" TEXT,
    "minutes" INTEGER,
    "costs" BIGINT,
    "to" TEXT,
    "on" DATE NOT NULL,
    "recorded_at" BIGINT NOT NULL,
    "by_id" UUID,
    "undone" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "trips_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "check_ins" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "project_id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "on" DATE NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'scheduled',
    "minutes" INTEGER,
    "reason" TEXT,
    "recorded_at" BIGINT NOT NULL,
    "held_by_id" UUID,

    CONSTRAINT "check_ins_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "minutes" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "project_id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "meeting" TEXT NOT NULL,
    "on" DATE NOT NULL,
    "notes" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "drafter" TEXT NOT NULL,
    "content" JSON,
    "approved_on" DATE,

    CONSTRAINT "minutes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "changes" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "project_id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "pricing" JSON,
    "extends" JSON,
    "effect" JSON,
    "state" TEXT NOT NULL,
    "agreed" TEXT,
    "offer_revision" INTEGER,
    "decided_on" DATE,
    "decided_at" BIGINT,
    "decided_by_id" UUID,
    "done_on" DATE,
    "created_on" DATE NOT NULL,
    "created_by_id" UUID,
    "recorded_at" BIGINT NOT NULL,

    CONSTRAINT "changes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "offers" (
    "change_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "pricing" JSON NOT NULL,
    "sent_on" DATE NOT NULL,

    CONSTRAINT "offers_pkey" PRIMARY KEY ("change_id","revision")
);

-- CreateTable
CREATE TABLE "hardware" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "project_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "mac" TEXT,
    "part_of_service" TEXT NOT NULL,
    "approved" TEXT NOT NULL,
    "bought_from_us" TEXT NOT NULL,
    "provisioned" TEXT NOT NULL,

    CONSTRAINT "hardware_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "faults" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "project_id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "urgent" BOOLEAN NOT NULL,
    "hardware" TEXT,
    "reported_on" DATE NOT NULL,
    "by_id" UUID,
    "cause" TEXT,
    "cause_reason" TEXT,
    "billed" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "faults_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "project_id" UUID NOT NULL,
    "asked_on" DATE NOT NULL,
    "asked_by_id" UUID,
    "state" TEXT NOT NULL DEFAULT 'asked',
    "text" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "decided_on" DATE,
    "decided_by_id" UUID,
    "remarks" TEXT,

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "snoozes" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "project_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "until" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "by_id" UUID,

    CONSTRAINT "snoozes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "closed_bases" (
    "project_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "closed_on" DATE NOT NULL,
    "parts" JSON NOT NULL,

    CONSTRAINT "closed_bases_pkey" PRIMARY KEY ("project_id","number")
);

-- CreateTable
CREATE TABLE "messages" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "conversation_id" UUID NOT NULL,
    "project_id" UUID,
    "content" JSON NOT NULL,
    "subject" TEXT,
    "visible_to_id" UUID,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "said_at" BIGINT NOT NULL,
    "cause" UUID,
    "delivered_revision" INTEGER NOT NULL DEFAULT 0,
    "platform_id" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) DEFAULT clock_timestamp(),
    "lease_until" TIMESTAMPTZ(3),
    "lease_by" TEXT,
    "parked_at" TIMESTAMPTZ(3),
    "last_error" TEXT,

    CONSTRAINT "messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notices" (
    "project_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "on" DATE NOT NULL,
    "message_id" UUID,

    CONSTRAINT "notices_pkey" PRIMARY KEY ("project_id","key")
);

-- CreateTable
CREATE TABLE "forms" (
    "id" UUID NOT NULL,
    "runs" TEXT NOT NULL,
    "project_id" UUID,
    "conversation_id" UUID NOT NULL,
    "opener_id" UUID NOT NULL,
    "prefill" JSON NOT NULL,
    "message_id" UUID,
    "expires_at" BIGINT NOT NULL,
    "used" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "forms_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "requests" (
    "id" UUID NOT NULL,
    "platform" TEXT NOT NULL,
    "tenant" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "answered" BOOLEAN NOT NULL DEFAULT false,
    "answer" JSON,

    CONSTRAINT "requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "jobs" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSON NOT NULL,
    "due_at" BIGINT NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) DEFAULT clock_timestamp(),
    "lease_until" TIMESTAMPTZ(3),
    "lease_by" TEXT,
    "done_at" TIMESTAMPTZ(3),
    "given_up_at" TIMESTAMPTZ(3),
    "last_error" TEXT,

    CONSTRAINT "jobs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "files" (
    "id" UUID NOT NULL,
    "project_id" UUID,
    "conversation_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "content" BYTEA NOT NULL,

    CONSTRAINT "files_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "at" BIGINT NOT NULL,
    "actor_id" UUID,
    "platform" TEXT NOT NULL,
    "conversation_id" UUID,
    "project_id" UUID,
    "runs" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,
    "refs" TEXT[],
    "fields" TEXT[],
    "digest" TEXT NOT NULL,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clock" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "offset" BIGINT NOT NULL DEFAULT 0,
    "last_tick" BIGINT,

    CONSTRAINT "clock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "keeping" (
    "platform" TEXT NOT NULL,
    "collection" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "value" JSON NOT NULL,

    CONSTRAINT "keeping_pkey" PRIMARY KEY ("platform","collection","key")
);

-- CreateTable
CREATE TABLE "leases" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "leases_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE UNIQUE INDEX "agreements_digest_key" ON "agreements"("digest");

-- CreateIndex
CREATE UNIQUE INDEX "people_handle_key" ON "people"("handle");

-- CreateIndex
CREATE INDEX "people_folded_idx" ON "people"("folded");

-- CreateIndex
CREATE INDEX "accounts_email_idx" ON "accounts"("email");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_platform_tenant_user_key" ON "accounts"("platform", "tenant", "user");

-- CreateIndex
CREATE UNIQUE INDEX "conversations_platform_tenant_external_key" ON "conversations"("platform", "tenant", "external");

-- CreateIndex
CREATE UNIQUE INDEX "projects_code_key" ON "projects"("code");

-- CreateIndex
CREATE UNIQUE INDEX "projects_shared_id_key" ON "projects"("shared_id");

-- CreateIndex
CREATE INDEX "projects_state_idx" ON "projects"("state");

-- CreateIndex
CREATE UNIQUE INDEX "requirements_project_id_ref_key" ON "requirements"("project_id", "ref");

-- CreateIndex
CREATE INDEX "data_entries_project_id_idx" ON "data_entries"("project_id");

-- CreateIndex
CREATE INDEX "porting_entries_project_id_idx" ON "porting_entries"("project_id");

-- CreateIndex
CREATE UNIQUE INDEX "tasks_project_id_ref_key" ON "tasks"("project_id", "ref");

-- CreateIndex
CREATE UNIQUE INDEX "work_entries_project_id_ref_key" ON "work_entries"("project_id", "ref");

-- CreateIndex
CREATE UNIQUE INDEX "trips_project_id_ref_key" ON "trips"("project_id", "ref");

-- CreateIndex
CREATE UNIQUE INDEX "check_ins_project_id_ref_key" ON "check_ins"("project_id", "ref");

-- CreateIndex
CREATE UNIQUE INDEX "minutes_project_id_ref_key" ON "minutes"("project_id", "ref");

-- CreateIndex
CREATE UNIQUE INDEX "changes_project_id_ref_key" ON "changes"("project_id", "ref");

-- CreateIndex
CREATE INDEX "hardware_project_id_idx" ON "hardware"("project_id");

-- CreateIndex
CREATE UNIQUE INDEX "faults_project_id_ref_key" ON "faults"("project_id", "ref");

-- CreateIndex
CREATE INDEX "deliveries_project_id_idx" ON "deliveries"("project_id");

-- CreateIndex
CREATE UNIQUE INDEX "snoozes_project_id_subject_key" ON "snoozes"("project_id", "subject");

-- CreateIndex
CREATE INDEX "messages_next_attempt_at_idx" ON "messages"("next_attempt_at");

-- CreateIndex
CREATE INDEX "messages_conversation_id_next_attempt_at_idx" ON "messages"("conversation_id", "next_attempt_at");

-- CreateIndex
CREATE INDEX "messages_cause_idx" ON "messages"("cause");

-- CreateIndex
CREATE UNIQUE INDEX "messages_project_id_conversation_id_subject_key" ON "messages"("project_id", "conversation_id", "subject");

-- CreateIndex
CREATE INDEX "notices_message_id_idx" ON "notices"("message_id");

-- CreateIndex
CREATE UNIQUE INDEX "requests_platform_tenant_key_key" ON "requests"("platform", "tenant", "key");

-- CreateIndex
CREATE INDEX "jobs_next_attempt_at_idx" ON "jobs"("next_attempt_at");

-- CreateIndex
CREATE INDEX "audit_project_id_seq_idx" ON "audit"("project_id", "seq");

-- CreateIndex
CREATE INDEX "keeping_platform_collection_seq_idx" ON "keeping"("platform", "collection", "seq");

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "projects" ADD CONSTRAINT "projects_agreement_id_fkey" FOREIGN KEY ("agreement_id") REFERENCES "agreements"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "projects" ADD CONSTRAINT "projects_kickoff_by_id_fkey" FOREIGN KEY ("kickoff_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "projects" ADD CONSTRAINT "projects_go_live_by_id_fkey" FOREIGN KEY ("go_live_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "projects" ADD CONSTRAINT "projects_handover_by_id_fkey" FOREIGN KEY ("handover_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "projects" ADD CONSTRAINT "projects_internal_id_fkey" FOREIGN KEY ("internal_id") REFERENCES "conversations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "projects" ADD CONSTRAINT "projects_shared_id_fkey" FOREIGN KEY ("shared_id") REFERENCES "conversations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "counters" ADD CONSTRAINT "counters_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "requirements" ADD CONSTRAINT "requirements_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "requirements" ADD CONSTRAINT "requirements_agreed_by_id_fkey" FOREIGN KEY ("agreed_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "requirements" ADD CONSTRAINT "requirements_verified_by_id_fkey" FOREIGN KEY ("verified_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_entries" ADD CONSTRAINT "data_entries_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_entries" ADD CONSTRAINT "data_entries_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "porting_entries" ADD CONSTRAINT "porting_entries_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "porting_entries" ADD CONSTRAINT "porting_entries_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_who_id_fkey" FOREIGN KEY ("who_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_done_by_id_fkey" FOREIGN KEY ("done_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work_entries" ADD CONSTRAINT "work_entries_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work_entries" ADD CONSTRAINT "work_entries_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trips" ADD CONSTRAINT "trips_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trips" ADD CONSTRAINT "trips_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_ins" ADD CONSTRAINT "check_ins_held_by_id_fkey" FOREIGN KEY ("held_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "minutes" ADD CONSTRAINT "minutes_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "changes" ADD CONSTRAINT "changes_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "changes" ADD CONSTRAINT "changes_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "changes" ADD CONSTRAINT "changes_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offers" ADD CONSTRAINT "offers_change_id_fkey" FOREIGN KEY ("change_id") REFERENCES "changes"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hardware" ADD CONSTRAINT "hardware_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "faults" ADD CONSTRAINT "faults_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "faults" ADD CONSTRAINT "faults_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_asked_by_id_fkey" FOREIGN KEY ("asked_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snoozes" ADD CONSTRAINT "snoozes_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snoozes" ADD CONSTRAINT "snoozes_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "closed_bases" ADD CONSTRAINT "closed_bases_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_visible_to_id_fkey" FOREIGN KEY ("visible_to_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notices" ADD CONSTRAINT "notices_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notices" ADD CONSTRAINT "notices_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "messages"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forms" ADD CONSTRAINT "forms_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forms" ADD CONSTRAINT "forms_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forms" ADD CONSTRAINT "forms_opener_id_fkey" FOREIGN KEY ("opener_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forms" ADD CONSTRAINT "forms_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "messages"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "files" ADD CONSTRAINT "files_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "files" ADD CONSTRAINT "files_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "files" ADD CONSTRAINT "files_by_id_fkey" FOREIGN KEY ("by_id") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
