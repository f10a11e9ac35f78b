-- Who is who: what a passage says of its company's identity, which lead stands for which, and the companies that the analyst knows already.

alter table run_leads add column identity text; -- a CompanyRecord as JSON; null: not projected yet (the passage is older than this column)
alter table leads add column merged_into text default ''; -- the lead that stands for this one on the board; empty: it stands for itself

create table known_lists (
    tenant text not null,
    list_no bigint not null, -- counts over the installation from 1
    user_id text not null,
    uploaded_at timestamp not null,
    file_name text not null,
    companies integer not null,
    customers integer not null,
    doc text not null -- the columns as understood, and the lines that could not be used
);

create table known_companies (tenant text not null, line integer not null, doc text not null);

-- What the newest list says of each lead; made anew whenever lead or list have changed.
create table known_leads (
    tenant text not null,
    lead_id text not null,
    entry_no bigint not null, -- the passage and
    finish_no bigint, -- its end that was looked at
    list_no bigint not null,
    status text not null,
    doc text not null
);
