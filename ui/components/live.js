// A run, live: one EventSource feeds progress, funnel, rows and log. For a run that is over the same picture is drawn from `data` alone.
const STATES = ["HARVESTED", "ANALYZING", "QUALIFYING", "STRATEGIZING", "FINALIZING", "COMPLETED", "FAILED", "REJECTED"]
const OVER = new Set(["COMPLETED", "FAILED", "REJECTED"])
const TONES = { COMPLETED: "green", FAILED: "red", REJECTED: "gray" }
// Single steps: the rows show them while they last, the log on demand. A step that failed is always shown.
const STEPS = new Set(["agent_start", "tool_call_start", "tool_call_output", "tool_call_end"])
const MAX_EVENTS = 200
const MAX_ROWS = 60

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".root")
  const known = root.__run
  if (known && known.key === data.key) {
    Object.assign(known, { words: data.words, trigger: setTriggerValue })
    known.renew(data.ticket)
    known.draw()
    return () => root.__run?.stop()
  }
  known?.stop()
  root.__run = watch(root, data)
  root.__run.trigger = setTriggerValue
  root.__run.open()
  return () => root.__run?.stop()
}

function watch(root, data) {
  const self = { key: data.key, words: data.words, trigger: null }
  let ticket = data.ticket
  let view = data.view, seq = data.view.seq, source = null, timer = null, again = null, queued = false, filter = "", errors = false, steps = false
  let at = performance.now(), link_ = data.running ? "connecting" : "ended", silent = 0, over = !data.running, problem = ""
  const leads = new Map(view.leads.map(l => [l.lead_id, l]))
  const touched = new Map(view.leads.map((l, i) => [l.lead_id, i]))
  let clock = view.leads.length
  const events = data.events.slice(-MAX_EVENTS)
  const page = layout(root, self.words, { onErrors: v => { errors = v; drawLog() }, onSteps: v => { steps = v; drawLog() } })

  const since = () => (over ? 0 : (performance.now() - at) / 1000)
  const later = () => { if (!queued) { queued = true; requestAnimationFrame(() => { queued = false; self.draw() }) } }

  function onEvent(message) {
    const event = JSON.parse(message.data)
    silent = 0
    if (event.seq <= seq && events.length && event.seq <= events[events.length - 1].seq) return
    seq = Math.max(seq, event.seq)
    events.push(event)
    if (events.length > MAX_EVENTS) events.shift()
    later()
  }
  function onView(message) {
    const delta = JSON.parse(message.data)
    silent = 0
    for (const lead of delta.leads ?? []) { leads.set(lead.lead_id, lead); touched.set(lead.lead_id, ++clock) }
    view = { ...view, ...delta }
    at = performance.now()
    if (delta.running === false && delta.outcome) finish()
    later()
  }
  function finish() {
    if (over) return
    over = true
    link_ = "ended"
    self.stop()
    const tell = () => self.trigger("ended", { job: data.job_id, seq })
    tell()
    timer = setInterval(tell, 4000)  // until the page has drawn the run as ended: then this part is replaced
  }
  self.open = () => {
    self.draw()
    if (over) return
    timer = setInterval(later, 1000)
    connect()
  }
  function connect() {
    source = new EventSource(`${data.url}?after=${seq}&view=1` + (ticket ? `&ticket=${encodeURIComponent(ticket)}` : ""))
    source.onopen = () => { link_ = "live"; problem = ""; later() }
    source.onmessage = onEvent
    source.addEventListener("view", onView)
    source.addEventListener("problem", m => { problem = JSON.parse(m.data).detail ?? ""; later() })
    source.addEventListener("reset", () => { events.length = 0; seq = 0 })
    source.onerror = () => {
      link_ = "reconnecting"
      silent += 1
      const closed = source.readyState === EventSource.CLOSED
      // The run may be over without an event, or the ticket too old (a browser does not say which): a script run tells.
      if (closed || silent % 2 === 0) self.trigger("ended", { job: data.job_id, seq, silent })
      if (closed) { clearTimeout(again); again = setTimeout(connect, Math.min(15000, 1000 * 2 ** Math.min(silent, 4))) }
      later()
    }
  }
  // A script run brings a new ticket; a stream that stands keeps its old one, which was looked at when it connected.
  self.renew = fresh => {
    const refused = !over && fresh !== ticket && source?.readyState === EventSource.CLOSED
    ticket = fresh
    if (refused && silent <= 2) { clearTimeout(again); connect() }  // what is refused with a new ticket too waits longer and longer
  }
  self.stop = () => { source?.close(); clearInterval(timer); clearTimeout(again) }

  self.draw = () => {
    const words = self.words, { live } = words
    page.percent.textContent = fill(live.percent, { n: Math.floor(view.percent ?? 0) })
    page.fill.style.width = `${view.percent ?? 0}%`
    page.meter.setAttribute("aria-valuenow", String(Math.floor(view.percent ?? 0)))
    page.goal.textContent = fill(live.of_goal, { done: view.counts?.COMPLETED ?? 0, goal: view.goal })
    page.found.textContent = view.candidates ? fill(live.candidates, { n: view.candidates }) : ""
    page.elapsed.textContent = fill(over ? live.took : live.elapsed, { t: span((view.elapsed_seconds ?? 0) + since(), words.time) })
    page.eta.textContent = over ? "" : view.eta_seconds == null ? live.eta_unknown : fill(live.eta, { t: span(view.eta_seconds - since(), words.time) })
    page.state.textContent = problem || live[link_]
    page.state.className = `end chip dot ${link_ === "live" ? "green" : link_ === "ended" ? "gray" : "orange"}`
    drawFunnel()
    drawRows()
    drawLog()
  }
  const buttons = new Map(["", ...STATES].map(state => {
    const node = add(make("button"), make("b"), make("span"))
    node.onclick = () => { filter = filter === state ? "" : state; drawFunnel(); drawRows() }
    return [state, node]
  }))
  const total = () => STATES.reduce((n, s) => n + (view.counts?.[s] ?? 0), 0)
  function drawFunnel() {
    for (const [state, node] of buttons) {
      const n = state ? view.counts?.[state] ?? 0 : total()
      node.className = `${state} ${n ? "" : "zero"}`
      node.firstChild.textContent = n
      node.lastChild.textContent = state ? self.words.state[state] : self.words.live.all
      node.setAttribute("aria-pressed", String(filter === state))
    }
    arrange(page.funnel, [...buttons.values()])
  }
  const kept = new Map()
  // The node drawn for `key` before, when what it shows (`mark`) is the same.
  function keep(key, mark, draw) {
    const held = kept.get(key)
    if (held?.mark === mark) return held.node
    const node = draw()
    kept.set(key, { mark, node })
    return node
  }
  function drawRows() {
    const order = [...leads.values()].filter(l => !filter || l.state === filter)
    order.sort((a, b) => OVER.has(a.state) - OVER.has(b.state) || touched.get(b.lead_id) - touched.get(a.lead_id))
    const rows = order.slice(0, MAX_ROWS).map(l => keep(l.lead_id, JSON.stringify(l) + (OVER.has(l.state) ? "" : Math.floor(since())), () => row(l)))
    const more = (filter ? view.counts?.[filter] ?? 0 : total()) - rows.length
    if (more > 0) rows.push(keep("more", more, () => make("div", "empty", fill(self.words.live.more_rows, { n: more }))))
    arrange(page.rows, rows.length ? rows : [keep("no rows", "", () => make("div", "empty", self.words.live.none_yet))])
  }
  function row(lead) {
    const { words } = self
    const node = make("div", "row"), done = OVER.has(lead.state)
    const name = lead.state === "COMPLETED" ? make("button", "bare name") : make("span", "name")
    name.textContent = lead.company_name || lead.website || words.live.unnamed
    if (lead.state === "COMPLETED") name.onclick = () => self.trigger("opened", lead.lead_id)
    const code = lead.state === "FAILED" ? words.error[lead.code] ?? lead.code : lead.state === "REJECTED" ? words.reject[lead.code] ?? lead.code : ""
    const head = add(make("div", ""), name)
    head.style.cssText = "display:flex;gap:.6rem;align-items:baseline;min-width:0"
    add(head, chip(code ? `${words.state[lead.state]}: ${code}` : words.state[lead.state] ?? lead.state, TONES[lead.state] ?? "blue"))
    const what = [lead.company_name ? lead.website : "", done ? lead.message : words.agent[lead.agent] ?? lead.agent].filter(Boolean).join(" · ")
    add(node, head, make("div", "what", what))
    if (!done) {
      const left = lead.eta_seconds == null ? "" : fill(words.live.eta, { t: span(lead.eta_seconds - since(), words.time) })
      add(node, add(make("div", "side"), make("div", "", fill(words.live.percent, { n: Math.round(lead.percent) })), make("div", "muted", left)))
      const bar = make("div", "bar"), fill_ = make("i")
      fill_.style.width = `${lead.percent}%`
      add(node, add(bar, fill_))
    }
    return node
  }
  const drawn = new Map()
  function drawLog() {
    const shown = events.filter(e => bad(e) || (!errors && (steps || !STEPS.has(e.event_type))))
    const lines = shown.map(e => { if (!drawn.has(e.seq)) drawn.set(e.seq, line(e)); return drawn.get(e.seq) }).reverse()
    for (const seq_ of drawn.keys()) if (seq_ < (events[0]?.seq ?? 0)) drawn.delete(seq_)
    arrange(page.log, lines.length ? lines : [keep("no lines", "", () => make("div", "empty", self.words.live.none_yet))])
  }
  const bad = e => e.success === false || e.event_type === "pipeline_error" || e.event_type === "lead_rejected"
  function line(event) {
    const tone = event.success === false || event.event_type === "pipeline_error" ? "bad" : event.event_type === "lead_enrichment_end" ? "good" : ""
    const node = make("div", `line ${tone}`), time = make("time", "", new Date(event.timestamp).toLocaleTimeString([], { hour12: false }))
    return add(node, time, make("span", "", sentence(event)))
  }
  function sentence(e) {
    const { words } = self
    const lead = e.lead_id ? e.company_name || leads.get(e.lead_id)?.company_name || leads.get(e.lead_id)?.website || e.source_url || e.lead_id : ""
    const params = {
      ...e, lead,
      agent: words.agent[e.agent_name] ?? e.agent_name, tool: words.tool[e.tool_name] ?? e.tool_name, what: Object.values(e.tool_args ?? {})[0] ?? "",
      seconds: e.execution_time_seconds == null ? "" : e.execution_time_seconds < 0.1 ? words.live.instant : `${e.execution_time_seconds.toFixed(1)} s`,
      error: words.error[e.error_type] ?? e.error_type, reject: words.reject[e.reason_code] ?? e.reason_code, outcome: words.outcome[e.outcome] ?? e.outcome,
    }
    if (e.event_type === "status_update" && lead) params.lead = `${lead}: `
    const text = words.event[e.event_type + (e.success === false ? "_failed" : "")] ?? words.event[e.event_type] ?? e.event_type
    return fill(text, params).replace(/^: /, "")
  }
  return self
}

function layout(root, words, { onErrors, onSteps }) {
  const page = {
    percent: make("span", "percent"), goal: make("span"), found: make("span", "muted"), elapsed: make("span", "muted"), eta: make("span", "muted"),
    state: make("span", "end chip"), meter: make("div", "main bar"), fill: make("i"), funnel: make("div", "funnel"),
    rows: make("div", "list rows"), log: make("div", "list log"),
  }
  page.state.setAttribute("role", "status")
  page.meter.setAttribute("role", "progressbar")
  page.meter.setAttribute("aria-valuemin", "0")
  page.meter.setAttribute("aria-valuemax", "100")
  page.meter.setAttribute("aria-label", words.live.leads)
  page.rows.tabIndex = 0
  page.log.tabIndex = 0
  page.log.setAttribute("role", "log")
  page.log.setAttribute("aria-live", "off")
  add(page.meter, page.fill)
  const box = (text, then) => {
    const input = make("input")
    input.type = "checkbox"
    input.onchange = () => then(input.checked)
    return add(make("label"), input, document.createTextNode(" " + text))
  }
  const left = add(make("section", "pane"), add(make("header"), make("h3", "", words.live.leads)), page.rows)
  const right = add(make("section", "pane"), add(make("header"), make("h3", "", words.live.log), box(words.live.every_step, onSteps), box(words.live.errors_only, onErrors)), page.log)
  put(root, add(make("div", "top"), page.percent, page.goal, page.found, page.elapsed, page.eta, page.state), page.meter, page.funnel,
    add(make("div", "panes"), left, right))
  return page
}
