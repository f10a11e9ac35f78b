-- scorecards --
-- The newest completed passage of each lead under a context. A lead that others were merged into has theirs where it has none of its own there.
select
    s.lead_id, p.entry_no, p.company_name, p.website, p.tier, case when s.stage <> '' then s.stage else p.stage_auto end,
    r.context_version, coalesce(m.context_version, r.context_version), b.good, coalesce(b.reason, ''), p.factors
from run_leads p
join runs r on r.run_no = p.run_no
join leads l on l.tenant = p.tenant and l.lead_id = p.lead_id
join leads s on s.tenant = p.tenant and s.lead_id = case when l.merged_into = '' then l.lead_id else l.merged_into end
left join labels b on b.tenant = s.tenant and b.lead_id = s.lead_id
left join (select entry_no, arg_max(context_version, rescore_no) as context_version from rescores group by entry_no) m on m.entry_no = p.entry_no
where p.tenant = $tenant and r.context_id = $context_id and p.state = 'COMPLETED'
qualify row_number() over (partition by s.lead_id order by p.lead_id <> s.lead_id, p.finish_no desc) = 1
order by s.lead_id

-- labelled --
select b.lead_id from labels b join leads l on l.tenant = b.tenant and l.lead_id = b.lead_id where b.tenant = $tenant and l.merged_into = ''

-- stamp --
-- Moves whenever a scorecard or a label may have changed.
select
    (select coalesce(max(finish_no), 0) from run_leads where tenant = $tenant),
    (select count(*) from commands where tenant = $tenant),
    (select coalesce(max(rescore_no), 0) from rescores where tenant = $tenant)

-- next_rescore --
select coalesce(max(rescore_no), 0) + 1 from rescores

-- newest_rescores --
select entry_no, arg_max(context_version, rescore_no), arg_max(doc, rescore_no), arg_max(written_at, rescore_no)
from rescores
where entry_no in (select unnest($entries))
group by entry_no

-- passages --
select entry_no, state, stage_auto, updated_at, company_name, website, code, message, finish_no, ended_at, sector, country, city, email, phone, tier, prospect, prospect_low, prospect_high, buying_intent, buying_intent_low, buying_intent_high, pain_alignment, pain_alignment_low, pain_alignment_high, urgency, urgency_low, urgency_high, facts, verified, coalesce(identity, ''), factors
from run_leads
where tenant = $tenant and entry_no in (select unnest($entries)) and state = 'COMPLETED'
order by entry_no

-- rescores_of_run --
select s.entry_no, s.context_version, s.doc, s.written_at
from rescores s join candidates c using (entry_no)
where c.run_no = ?
order by s.rescore_no
