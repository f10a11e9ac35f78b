-- board --
-- One row per lead: the passage it shows, under the analyst's stage where there is one.
-- A candidate that its run never reached is no lead (yet): it comes back when the run goes on.
select
    p.*, r.job_id, l.tags,
    case b.good when true then 'good' when false then 'bad' else 'none' end as label, coalesce(b.reason, '') as label_reason,
    case when l.stage <> '' then l.stage else p.stage_auto end as stage,
    greatest(p.updated_at, coalesce(l.desk_at, p.updated_at)) as changed_at
from leads l join run_leads p using (entry_no) join runs r on r.run_no = p.run_no left join labels b on b.tenant = l.tenant and b.lead_id = l.lead_id
where
    l.tenant = $tenant
    and (
        p.state <> 'HARVESTED' or r.status = 'running' or l.desk_at is not null
        or exists (select 1 from steps s where s.entry_no = p.entry_no)
        or exists (select 1 from run_leads o where o.tenant = p.tenant and o.lead_id = p.lead_id and o.entry_no <> p.entry_no)
    )

-- run --
-- One row per lead of a run: its passage there.
select
    p.*, r.job_id, l.tags,
    case b.good when true then 'good' when false then 'bad' else 'none' end as label, coalesce(b.reason, '') as label_reason,
    case when l.stage <> '' then l.stage else p.stage_auto end as stage,
    greatest(p.updated_at, coalesce(l.desk_at, p.updated_at)) as changed_at
from run_leads p join leads l on l.tenant = p.tenant and l.lead_id = p.lead_id join runs r on r.run_no = p.run_no
left join labels b on b.tenant = l.tenant and b.lead_id = l.lead_id
where
    p.tenant = $tenant
    and r.job_id = $job_id
    and (p.state <> 'HARVESTED' or r.status = 'running' or l.desk_at is not null or exists (select 1 from steps s where s.entry_no = p.entry_no))

-- facets --
select 'stage', stage, count(*) from board group by stage
union all select 'state', state, count(*) from board group by state
union all select 'sector', sector, count(*) from board where sector <> '' group by sector
union all select 'country', country, count(*) from board where country <> '' group by country
union all select 'tier', tier, count(*) from board where tier <> '' group by tier
union all select 'label', label, count(*) from board group by label

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

-- commands --
select lead_id, seq, written_at, user_id, command, inverse, undoes
from commands
where tenant = $tenant and lead_id in (select unnest($leads))
order by lead_id, seq
