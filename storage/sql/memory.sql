-- counters --
select
    (select coalesce(max(run_no), 0) + 1 from runs),
    (select coalesce(max(entry_no), 0) + 1 from candidates),
    (select coalesce(max(finish_no), 0) + 1 from steps)

-- run --
select run_no, job_id, tenant, user_id, status, attempt, closed, started_at from runs where job_id = ?

-- positions --
select
    (select coalesce(max(seq), 0) from events where run_no = $run),
    (select coalesce(max(step_no), 0) from steps where run_no = $run)

-- leads --
select lead_id, entry_no, state from run_leads where run_no = ?

-- epochs --
select entry_no, max(epoch) from claims where run_no = ? group by entry_no

-- open_passages --
select entry_no, state, stage_auto, updated_at, company_name, website, code, message, finish_no, ended_at, sector, country, city, email, phone, tier, prospect, prospect_low, prospect_high, buying_intent, buying_intent_low, buying_intent_high, pain_alignment, pain_alignment_low, pain_alignment_high, urgency, urgency_low, urgency_high, facts, verified, coalesce(identity, ''), factors
from run_leads
where run_no = ? and state not in ('COMPLETED', 'FAILED', 'REJECTED')

-- open_steps --
select s.entry_no, s.step, s.input_hash, s.state
from steps s left join run_leads p using (entry_no)
where s.run_no = ? and (s.entry_no = 0 or p.state not in ('COMPLETED', 'FAILED', 'REJECTED'))
order by s.step_no

-- documents --
select lead_id, kind from documents where run_no = ?

-- steps_of_entry --
select step, input_hash, state from steps where run_no = ? and entry_no = ? order by step_no

-- passage --
select state, stage_auto, updated_at, company_name, website, code, message, finish_no, ended_at, sector, country, city, email, phone, tier, prospect, prospect_low, prospect_high, buying_intent, buying_intent_low, buying_intent_high, pain_alignment, pain_alignment_low, pain_alignment_high, urgency, urgency_low, urgency_high, facts, verified, coalesce(identity, ''), factors
from run_leads
where entry_no = ?
