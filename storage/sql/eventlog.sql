-- run --
select run_no, user_id from runs where tenant = ? and user_id = ? and job_id = ?

-- events --
select seq, written_at, v, type, lead_id, has_document, data
from events
where run_no = ? and seq > ? and seq <= ?
order by seq

-- documents --
select lead_id, kind, doc from documents where run_no = ? and lead_id in (select unnest(?))
