-- stamps --
-- The finished leads, each with what it stands for, and what changes when it is read again.
select l.lead_id, coalesce(nullif(l.merged_into, ''), l.lead_id), l.entry_no, l.finish_no
from leads l join run_leads p using (entry_no)
where l.tenant = ? and p.state = 'COMPLETED'

-- identities --
select l.lead_id, p.website, p.company_name, coalesce(p.identity, '')
from leads l join run_leads p using (entry_no)
where l.tenant = $tenant and l.lead_id in (select unnest($leads))

-- list --
select list_no, user_id, uploaded_at, file_name, companies, customers, doc from known_lists where tenant = ?

-- next_list --
select coalesce(max(list_no), 0) + 1 from known_lists

-- newest_list --
select coalesce(max(list_no), 0) from known_lists where tenant = ?

-- companies --
select doc from known_companies where tenant = ? order by line

-- stale --
-- The leads that the newest list was not compared with yet, as they are now; a lead that stands for others is compared again when one of them was read again.
with told as (select max(list_no) as list_no from known_lists where tenant = $tenant),
changed as (
    select l.lead_id, l.merged_into
    from leads l
    join told k on k.list_no is not null
    left join known_leads n on n.tenant = l.tenant and n.lead_id = l.lead_id
    where l.tenant = $tenant
    and (n.lead_id is null or n.list_no <> k.list_no or n.entry_no <> l.entry_no or n.finish_no is distinct from l.finish_no)
)
select l.lead_id, l.entry_no, l.finish_no, k.list_no
from leads l join told k on k.list_no is not null
where l.tenant = $tenant and l.lead_id in (select lead_id from changed union all select merged_into from changed)

-- drop_leads --
delete from known_leads where tenant = ? and lead_id in (select unnest(?))
