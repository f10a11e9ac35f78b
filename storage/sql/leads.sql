-- board --
-- One row per lead: the passage it shows, under the analyst's stage where there is one.
-- A candidate that its run never reached is no lead (yet): it comes back when the run goes on.
select
    p.*, p.lead_id as own_id, r.job_id, l.tags, l.merged_into, coalesce(k.status, '') as known, k.doc as known_as,
    case b.good when true then 'good' when false then 'bad' else 'none' end as label, coalesce(b.reason, '') as label_reason,
    case when l.stage <> '' then l.stage else p.stage_auto end as stage,
    greatest(p.updated_at, coalesce(l.desk_at, p.updated_at)) as changed_at
from leads l join run_leads p using (entry_no) join runs r on r.run_no = p.run_no
left join known_leads k on k.tenant = l.tenant and k.lead_id = l.lead_id
left join labels b on b.tenant = l.tenant and b.lead_id = l.lead_id
where
    l.tenant = $tenant
    and ($merged or l.merged_into = '')
    and (
        p.state <> 'HARVESTED' or r.status = 'running' or l.desk_at is not null
        or exists (select 1 from steps s where s.entry_no = p.entry_no)
        or exists (select 1 from run_leads o where o.tenant = p.tenant and o.lead_id = p.lead_id and o.entry_no <> p.entry_no)
    )

-- run --
-- One row per lead of a run: its passage there. A lead that is merged into another one stands there as that one, unless the run has that one as well.
select
    p.* exclude (lead_id), s.lead_id, p.lead_id as own_id, r.job_id, s.tags, s.merged_into, coalesce(k.status, '') as known, k.doc as known_as,
    case b.good when true then 'good' when false then 'bad' else 'none' end as label, coalesce(b.reason, '') as label_reason,
    case when s.stage <> '' then s.stage else p.stage_auto end as stage,
    greatest(p.updated_at, coalesce(s.desk_at, p.updated_at)) as changed_at
from run_leads p join leads l on l.tenant = p.tenant and l.lead_id = p.lead_id join runs r on r.run_no = p.run_no
join leads s on s.tenant = p.tenant and s.lead_id = case when $merged or l.merged_into = '' then l.lead_id else l.merged_into end
left join known_leads k on k.tenant = s.tenant and k.lead_id = s.lead_id
left join labels b on b.tenant = s.tenant and b.lead_id = s.lead_id
where
    p.tenant = $tenant
    and r.job_id = $job_id
    and (p.state <> 'HARVESTED' or r.status = 'running' or l.desk_at is not null or exists (select 1 from steps t where t.entry_no = p.entry_no))
qualify row_number() over (partition by s.lead_id order by p.lead_id <> s.lead_id, p.entry_no) = 1

-- facets --
select 'stage', stage, count(*) from board group by stage
union all select 'state', state, count(*) from board group by state
union all select 'sector', sector, count(*) from board where sector <> '' group by sector
union all select 'country', country, count(*) from board where country <> '' group by country
union all select 'tier', tier, count(*) from board where tier <> '' group by tier
union all select 'label', label, count(*) from board group by label
union all select 'known', known, count(*) from board where known <> '' group by known

-- candidates --
select entry_no, doc from candidates where entry_no in (select unnest($entries))

-- packages --
select lead_id, run_no, doc
from documents
where run_no in (select unnest($runs)) and lead_id in (select unnest($leads)) and kind = 'lead_enrichment_end'

-- facts --
-- What the newest step that read facts left: those of a lead that never got a package.
select entry_no, arg_max(try(json_extract(output, '$.facts'))::text, step_no)
from steps
where run_no in (select unnest($runs)) and entry_no in (select unnest($entries)) and try(json_extract(output, '$.facts.items')) is not null
group by entry_no

-- members --
select lead_id, merged_into from leads where tenant = $tenant and merged_into in (select unnest($leads))

-- group --
-- The leads that a merge of these may touch: they, those that they are part of, and those that are part of them.
with roots as (
    select case when merged_into = '' then lead_id else merged_into end as root from leads where tenant = $tenant and lead_id in (select unnest($leads))
)
select lead_id from leads where tenant = $tenant and (lead_id in (select root from roots) or merged_into in (select root from roots))

-- place --
select merged_into from leads where tenant = ? and lead_id = ?

-- commands --
select lead_id, seq, written_at, user_id, command, inverse, undoes
from commands
where tenant = $tenant and lead_id in (select unnest($leads))
order by lead_id, seq
