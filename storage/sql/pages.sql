-- used --
select coalesce(sum(size), 0) from pages

-- tenants --
select distinct tenant from pages order by 1

-- newest --
select * from pages where url = ?2 and tenant = ?1 order by fetched_at desc, stored_at desc limit 1

-- old --
-- Bodies of which no row is as new as the limit.
select page_sha256 from pages where tenant = ? group by page_sha256 having max(stored_at) < ?

-- delete --
delete from pages where tenant = ? and page_sha256 in (select unnest(?))

-- needed --
-- What stands in packages, in facts that steps left, and anything that an open lead's steps name.
with mine as (
    select entry_no, run_no, lead_id, state in ('COMPLETED', 'FAILED', 'REJECTED') as ended from run_leads where tenant = $tenant
),
texts as (
    select d.doc as text from documents d join runs r using (run_no) where r.tenant = $tenant and d.kind = 'lead_enrichment_end'
    union all
    select case when mine.ended then try(json_extract(s.output, '$.facts'))::text else s.output end
    from steps s join mine using (entry_no)
)
select distinct unnest(regexp_extract_all(text, '"page_sha256"\s*:\s*"([0-9a-f]{64})"', 1)) from texts where text is not null
