-- listed --
select context_id, name, version, created_at, doc
from contexts
where tenant = ? and user_id = ? and not hidden
qualify row_number() over (partition by context_id order by version desc) = 1
order by lower(name), context_id

-- versions --
select context_id, name, version, created_at, doc, hidden
from contexts
where tenant = ? and user_id = ? and context_id = ?
order by version
