-- run --
select
    r.job_id, r.user_id, r.context_id, r.context_version, r.source_kind, r.fetch_from, r.focus, r.max_leads, r.max_sites, r.status, r.attempt,
    r.created_at, r.started_at, r.ended_at, r.message,
    count(p.entry_no), count(*) filter (p.state = 'COMPLETED'), count(*) filter (p.state = 'FAILED'), count(*) filter (p.state = 'REJECTED')
from runs r left join run_leads p using (run_no)
where r.tenant = ? and r.user_id = ? and r.job_id = ?
group by all

-- spec --
select s.doc from runs r join specs s using (run_no) where r.tenant = ? and r.user_id = ? and r.job_id = ?

-- runs --
with page as (
    select * from runs where tenant = ? and user_id = ? order by run_no desc limit ? offset ?
)
select
    r.job_id, r.user_id, r.context_id, r.context_version, r.source_kind, r.fetch_from, r.focus, r.max_leads, r.max_sites, r.status, r.attempt,
    r.created_at, r.started_at, r.ended_at, r.message,
    count(p.entry_no), count(*) filter (p.state = 'COMPLETED'), count(*) filter (p.state = 'FAILED'), count(*) filter (p.state = 'REJECTED')
from page r left join run_leads p using (run_no)
group by r.run_no, r.job_id, r.user_id, r.context_id, r.context_version, r.source_kind, r.fetch_from, r.focus, r.max_leads, r.max_sites, r.status, r.attempt,
    r.created_at, r.started_at, r.ended_at, r.message
order by r.run_no desc

-- active --
select job_id from runs where tenant = ? and user_id = ? and status = 'running' order by run_no desc limit 1

-- running --
select job_id from runs where status = 'running' order by run_no

-- own --
select
    r.run_no, r.attempt, r.max_leads, r.max_sites,
    (select count(*) from run_leads p where p.run_no = r.run_no),
    (select count(*) from run_leads p where p.run_no = r.run_no and p.state = 'COMPLETED')
from runs r
where r.tenant = ? and r.user_id = ? and r.job_id = ?

-- begin --
update runs set status = 'running', attempt = ?, closed = false, started_at = ?, ended_at = null, message = '' where run_no = ?

-- failed --
-- The FAILED passages of a run, each with the state that its last good step left.
select p.entry_no, s.state, p.state, p.stage_auto, p.updated_at, p.company_name, p.website, p.code, p.message, p.finish_no, p.ended_at, p.sector, p.country, p.city, p.email, p.phone, p.tier, p.prospect, p.prospect_low, p.prospect_high, p.buying_intent, p.buying_intent_low, p.buying_intent_high, p.pain_alignment, p.pain_alignment_low, p.pain_alignment_high, p.urgency, p.urgency_low, p.urgency_high, p.facts, p.verified, coalesce(p.identity, '')
from run_leads p
left join (
    select entry_no, arg_max(state, step_no) as state
    from steps
    where run_no = $1 and state not in ('', 'FAILED')
    group by entry_no
) s using (entry_no)
where p.run_no = $1 and p.state = 'FAILED'

-- used_today --
select
    (select count(*) from candidates c join runs r using (run_no) where r.tenant = $tenant and r.user_id = $user and c.added_at >= $since),
    (
        select count(*)
        from run_leads p join runs r using (run_no)
        where r.tenant = $tenant and r.user_id = $user and p.state = 'COMPLETED' and p.ended_at >= $since
    )
