-- candidates --
select entry_no, tenant, lead_id, identity_key, website, after_seq, added_at from candidates where run_no = ? order by entry_no

-- steps --
select step_no, entry_no, state, code, message, finish_no, written_at from steps where run_no = ? and entry_no <> 0 order by step_no

-- retries --
select after_step, written_at from attempts where run_no = ? and retry_failed order by attempt

-- events --
select e.seq, e.written_at, e.v, e.lead_id, e.data, case when e.has_document then d.doc end
from events e left join documents d on d.run_no = e.run_no and d.lead_id = e.lead_id and d.kind = e.type
where e.run_no = ? and e.type in ('lead_generated', 'lead_rejected', 'lead_enrichment_end')
order by e.seq
