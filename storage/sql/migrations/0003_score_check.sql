-- Log: passages scored again from their stored factors under another version of their context.

create table rescores (
    rescore_no bigint not null, -- counts over the whole installation from 1
    tenant text not null,
    user_id text not null,
    entry_no bigint not null,
    context_version integer not null,
    written_at timestamp not null,
    doc text not null -- weights, tier, scores with their intervals
);

-- Projections: the factors of a passage, short ([rule, axis, weight, state, strength, prior] each), and the analyst's labels.

alter table run_leads add column factors text default '[]';

update run_leads set factors = made.factors
from (
    select d.run_no, d.lead_id, to_json(list_transform(
        json_extract(d.doc, '$.ai_intelligence.scores[*].factors[*]'),
        lambda f: json_array(f->'$.rule', f->'$.axis', f->'$.weight', f->'$.state', coalesce(f->'$.strength', '1.0'::json), coalesce(f->'$.prior', '0.3'::json))
    ))::text as factors
    from documents d
    where d.kind = 'lead_enrichment_end'
) made
where made.run_no = run_leads.run_no and made.lead_id = run_leads.lead_id and made.factors is not null;

create table labels (tenant text not null, lead_id text not null, good boolean not null, reason text not null);

insert into labels
select tenant, lead_id, (command->>'$.good')::boolean, coalesce(command->>'$.reason', '')
from (select tenant, lead_id, arg_max(command, seq) as command from commands where command->>'$.kind' = 'set_label' group by tenant, lead_id)
where command->>'$.good' is not null;
