-- done --
-- The steps recorded, but for those that failed: they are to be done again.
select step, input_hash, output from steps where run_no = ? and entry_no = ? and state <> 'FAILED' order by step_no

-- on_board --
select lead_id, finish_no from leads where tenant = ? and lead_id in (select unnest(?))

-- drop_document --
delete from documents where run_no = ? and lead_id = ? and kind = ?

-- end_run --
update runs set status = ?, closed = true, message = ?, ended_at = ? where run_no = ?

-- outcomes --
select p.lead_id, p.state, p.code, p.message
from run_leads p join runs r using (run_no)
where r.job_id = ? and p.state in ('COMPLETED', 'FAILED', 'REJECTED')

-- open_leads --
select p.lead_id
from run_leads p join runs r using (run_no)
where r.job_id = ? and p.state not in ('COMPLETED', 'FAILED', 'REJECTED')
order by p.entry_no
