-- Logs: what happened. Rows are added and never changed, except where a line says so.
-- Numbers (run_no, entry_no, finish_no) count over the whole installation from 1; times are UTC; the program keeps every key unique.

create table contexts (
    tenant text not null,
    user_id text not null,
    context_id text not null,
    version integer not null,
    name text not null,
    created_at timestamp not null,
    hidden boolean not null, -- changed by deleting the context and by saving it again
    doc text not null
);

create table runs (
    run_no bigint not null,
    tenant text not null,
    user_id text not null,
    job_id text not null,
    context_id text not null,
    context_version integer not null,
    source_kind text not null,
    fetch_from text not null,
    focus text not null,
    max_leads integer not null,
    max_sites integer not null,
    created_at timestamp not null,
    status text not null, -- this and all below change as the run goes on
    attempt integer not null,
    closed boolean not null, -- the attempt's last events are in the log
    started_at timestamp not null,
    ended_at timestamp,
    message text not null
);

create table specs (run_no bigint not null, doc text not null);

create table attempts (
    run_no bigint not null,
    attempt integer not null,
    written_at timestamp not null,
    retry_failed boolean not null,
    after_step bigint not null -- steps.step_no after which this attempt began
);

create table candidates (
    entry_no bigint not null, -- names a lead's passage through one run
    run_no bigint not null,
    tenant text not null,
    lead_id text not null,
    identity_key text not null,
    website text not null,
    after_seq bigint not null, -- events.seq after which it came in
    added_at timestamp not null,
    doc text not null
);

create table claims (
    run_no bigint not null,
    entry_no bigint not null, -- 0: the run's own steps
    epoch integer not null,
    worker text not null,
    written_at timestamp not null
);

create table steps (
    run_no bigint not null,
    step_no bigint not null, -- counts within the run
    entry_no bigint not null, -- 0: the run's own steps
    epoch integer not null,
    step text not null,
    input_hash text not null,
    output text not null,
    state text not null, -- the lead's state then; empty: as before
    code text not null,
    message text not null,
    finish_no bigint, -- set when the lead's passage ended with this step
    seq bigint not null, -- of the run's newest event then
    written_at timestamp not null
);

create table events (
    run_no bigint not null,
    seq bigint not null, -- from 1, gapless within the run
    written_at timestamp not null,
    v integer not null,
    type text not null,
    lead_id text,
    has_document boolean not null,
    data text not null
);

create table documents (run_no bigint not null, lead_id text not null, kind text not null, doc text not null);

create table commands (
    tenant text not null,
    lead_id text not null,
    seq integer not null, -- from 1 within the lead
    written_at timestamp not null,
    user_id text not null,
    command text not null,
    inverse text not null,
    undoes integer
);

-- Projections: rebuilt from the logs at any time (storage/rebuild.py), by the rules in storage/project.py.

create table run_leads (
    entry_no bigint not null,
    run_no bigint not null,
    tenant text not null,
    lead_id text not null,
    state text not null,
    stage_auto text not null,
    updated_at timestamp not null,
    company_name text not null,
    website text not null,
    code text not null,
    message text not null,
    finish_no bigint,
    ended_at timestamp,
    sector text not null,
    country text not null,
    city text not null,
    email text not null,
    phone text not null,
    tier text not null,
    prospect double,
    prospect_low double,
    prospect_high double,
    buying_intent double,
    buying_intent_low double,
    buying_intent_high double,
    pain_alignment double,
    pain_alignment_low double,
    pain_alignment_high double,
    urgency double,
    urgency_low double,
    urgency_high double,
    facts integer not null,
    verified integer not null
);

-- The board: which passage each lead shows, and what the analyst made of it.
create table leads (
    tenant text not null,
    lead_id text not null,
    entry_no bigint not null,
    finish_no bigint, -- set when the passage shown is a finished one
    stage text not null, -- the analyst's; empty: as the score set it
    tags text not null,
    desk_at timestamp
);

-- Pages and pacing.

create table pages (
    tenant text not null,
    url text not null,
    page_sha256 text not null,
    fetched_at timestamp not null,
    content_type text not null,
    status integer not null,
    truncated boolean not null,
    etag text not null,
    last_modified text not null,
    stored_at timestamp not null,
    size bigint not null
);

create index pages_by_url on pages (url);

create table pacing (api text not null, free_at double not null);
