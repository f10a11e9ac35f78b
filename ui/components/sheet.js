// A sheet of scores, statements and facts. Every statement carries footnotes; a footnote opens what it stands on, in place.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".root"), { words, facts, blocks } = data
  const numbers = new Map()
  const number = id => { if (!numbers.has(id)) numbers.set(id, numbers.size + 1); return numbers.get(id) }

  const quote = e => {
    const node = make("div", "quote"), text = make("pre"), foot = make("footer")
    add(text, document.createTextNode(e.before), e.match ? make("mark", "", e.match) : null, document.createTextNode(e.after))
    add(foot, link(e.url, e.url), make("span", "", fill(words.read_at, { at: e.read_at })), make("span", "", fill(words.chars, { start: e.start, end: e.end })))
    if (e.extractor) add(foot, make("span", "", fill(words.found_by, { extractor: e.extractor })))
    if (e.decoder) add(foot, make("span", "", fill(words.decoder, { decoder: e.decoder })))
    const look = make("button", "", words.source)
    look.onclick = () => setTriggerValue("source", { sha: e.sha, start: e.start, end: e.end })
    return add(node, text, add(foot, look))
  }
  const grounds = f => {
    const parts = f.evidence.map(quote)
    if (f.rule) parts.push(make("div", "muted small", fill(words.rule, { rule: f.rule })), ...f.grounds.map(card))
    return parts.length ? parts : [make("div", "muted", words.no_evidence)]
  }
  const marks = f => [chip(f.status_text, f.tone), ...f.chips.map(c => chip(c, "gray"))]
  const card = f => {
    const head = add(make("header"), make("span", "muted", f.label), make("span", "value", f.value), ...marks(f),
      make("span", "muted small", fill(words.confidence, { n: f.confidence })))
    return add(make("div", "card"), head, ...grounds(f))
  }
  // Footnotes: small numbers behind a text; pressing one opens or closes its card at the end of `host`.
  const notes = (ids, host) => ids.filter(id => facts[id]).map(id => {
    const button = make("button", "", number(id)), f = facts[id]
    const name = fill(words.footnote, { field: f.label })
    button.title = `${f.label}: ${f.value}`.slice(0, 200)
    button.setAttribute("aria-label", name)
    button.setAttribute("aria-expanded", "false")
    let open = null
    button.onclick = () => {
      if (open) { open.remove(); open = null } else { open = card(f); host.append(open) }
      button.setAttribute("aria-expanded", String(!!open))
    }
    return add(make("sup"), button)
  })
  // A text with its footnotes, which never stand alone on a line.
  const noted = (text, ids, host, cls, href) => {
    const marks_ = notes(ids ?? [], host)
    if (href) return [link(href, text, cls), ...marks_]
    if (!marks_.length) return [make("span", cls, text)]
    const at = text.trimEnd().lastIndexOf(" ") + 1
    return [make("span", cls, text.slice(0, at)), add(make("span", `${cls ?? ""} last`), make("span", "", text.slice(at)), ...marks_)]
  }
  // A label that repeats the one above is left blank.
  const item = (it, i, all) => {
    const node = make("div", it.label ? "item labelled" : "item"), body = make("div")
    if (it.label) add(node, make("div", "label", all[i - 1]?.label === it.label ? "" : it.label))
    const line = make("div")
    for (const c of it.chips ?? []) add(line, chip(c.text, c.tone))
    add(line, ...noted(it.text, it.notes, body, it.strong ? "lead" : "", it.href))
    add(body, line)
    if (it.children?.length) add(body, add(make("div", "kids"), ...it.children.map(item)))
    return add(node, body)
  }
  const track = s => {
    const node = make("div", "track"), sure = make("i", "sure"), open = make("i", "open"), at = make("i", "at")
    sure.style.width = `${s.low * 100}%`
    open.style.left = `${s.low * 100}%`
    open.style.width = `${(s.high - s.low) * 100}%`
    at.style.left = `${s.value * 100}%`
    node.setAttribute("role", "img")
    node.setAttribute("aria-label", `${s.value.toFixed(2)} (${s.low.toFixed(2)}–${s.high.toFixed(2)})`)
    return add(node, sure, open, at)
  }
  const factor = f => {
    const node = make("div", "factor")
    return add(node, chip(f.state_text, f.tone), add(make("span"), ...noted(f.text, f.notes, node)), make("span", "weight", fill(words.weight, { n: f.weight })))
  }
  const score = s => {
    const node = make("div", "score"), head = add(make("div", "head"), make("span", "", s.label), make("span", "number", s.value.toFixed(2)))
    const range = make("div", "muted small", fill(words.interval, { low: s.low.toFixed(2), high: s.high.toFixed(2) }))
    const more = add(make("details"), make("summary", "", fill(words.factors, { n: s.factors.length })), ...s.factors.map(factor))
    return add(node, head, track(s), s.low < s.high ? range : null, make("p", "", s.reason), s.factors.length ? more : null)
  }
  const fact = id => {
    const f = facts[id], node = make("div", "fact"), value = make("div", "value"), ask = make("button", "ask", words.evidence)
    add(value, f.href ? link(f.href, f.value) : make("span", "", f.value), ...marks(f))
    if (f.correction) add(value, make("div", "", f.correction), chip(words.your_value, "violet"))
    let open = null
    ask.setAttribute("aria-expanded", "false")
    ask.onclick = () => {
      if (open) { open.remove(); open = null } else { open = add(make("div", "card"), make("span", "muted small", fill(words.confidence, { n: f.confidence })), ...grounds(f)); node.append(open) }
      ask.textContent = open ? words.hide : words.evidence
      ask.setAttribute("aria-expanded", String(!!open))
    }
    return add(node, add(make("div", "line"), make("div", "label", f.label), value, ask))
  }
  const press = (text, cls, act) => { const node = make("button", cls, text); node.onclick = act; return node }
  // A line that opens and closes what it stands on, below itself.
  const opener = (line, host, label, parts) => {
    let open = null
    line.setAttribute("aria-expanded", "false")
    line.title = label
    line.onclick = () => {
      if (open) { open.remove(); open = null } else { open = add(make("div", "card"), ...parts()); host.append(open) }
      line.setAttribute("aria-expanded", String(!!open))
    }
  }
  const cue = c => {
    const node = make("div", "cue"), line = make(c.evidence.length ? "button" : "div", "line"), text = make("span", "text", c.text)
    if (c.points !== undefined) {
      const bar = make("span", "bar"), part = make("i")
      part.style.width = `${Math.round(c.share * 100)}%`
      add(line, add(bar, part), make("span", "points", c.points))
    }
    add(line, text)
    if (c.evidence.length) opener(line, node, words.evidence, () => c.evidence.map(quote))
    return add(node, line)
  }
  const contender = c => {
    const head = add(make("header"), make("span", "value", c.value), c.won ? chip(words.taken, "green") : null, make("span", "muted small", fill(words.confidence, { n: c.confidence })))
    return add(make("div", c.won ? "contender won" : "contender"), head, ...c.cues.map(cue))
  }
  const option = (b, o) => {
    const f = facts[o.id], node = make("div", o.chosen ? "option chosen" : "option"), foot = make("footer")
    const ask = make("button", "ask", words.evidence), host = make("div")
    opener(ask, host, words.evidence, () => grounds(f))
    const choose = press(o.chosen ? words.chosen : words.choose, o.chosen ? "pick on" : "pick", () => setTriggerValue("chosen", { field: b.field, value: o.value }))
    choose.disabled = o.chosen
    choose.setAttribute("aria-label", `${choose.textContent}: ${o.shown}`)
    add(node, make("div", "value", o.shown), add(make("div", "marks"), o.first ? chip(words.taken, "green") : null, chip(f.status_text, f.tone),
      make("span", "muted small", fill(words.confidence, { n: f.confidence }))))
    return add(node, add(foot, choose, ask), host)
  }
  const decoy = i => {
    const f = facts[i.id], node = make("div", "fact"), ask = make("button", "ask", words.evidence)
    const value = add(make("div", "value"), f.href ? link(f.href, f.value) : make("span", "", f.value), make("div", "muted small", i.why))
    opener(ask, node, words.evidence, () => grounds(f))
    return add(node, add(make("div", "line"), make("div", "label", f.label), value, ask))
  }
  const KINDS = {
    scores: b => {
      const node = add(make("div", "scores"), ...b.scores.map(score)), folds = [...node.querySelectorAll("details")]
      for (const fold of folds) fold.firstChild.onclick = e => { e.preventDefault(); const open = !fold.open; for (const one of folds) one.open = open }
      return node
    },
    section: b => {
      const head = add(make("h3", "", b.title), ...(b.chips ?? []).map(c => chip(c.text, c.tone)))
      return add(make("section"), head, ...(b.absent ? [make("p", "absent", b.absent)] : b.items.map(item)))
    },
    facts: b => {
      const rows = b.ids.filter(id => facts[id]).map(fact)
      if (!b.folded) return add(make("section"), make("h3", "", b.title), ...rows)
      return add(make("section"), add(make("details"), make("summary", "", b.title), ...rows))
    },
    why: b => add(make("section", "why"), make("h3", "", b.title), make("p", "", b.text), ...b.contenders.map(contender)),
    note: b => add(make("section", "intro"), make("h3", "", b.title), make("p", "", b.text)),
    conflict: b => {
      const node = make("section", "conflict"), head = add(make("h4", "", b.title), chip(b.own ? words.settled : words.open, b.own ? "violet" : "orange"))
      add(node, head, add(make("div", "options"), ...b.options.filter(o => facts[o.id]).map(o => option(b, o))))
      if (b.own) add(node, press(words.leave_open, "small", () => setTriggerValue("chosen", { field: b.field, value: "" })))
      return node
    },
    decoys: b => add(make("section"), add(make("details"), make("summary", "", b.title), make("p", "muted small", b.text),
      ...b.items.filter(i => facts[i.id]).map(i => decoy(i)))),
    source: b => {
      const text = make("pre"), hit = make("mark", "", b.match)
      add(text, document.createTextNode(b.before), hit, document.createTextNode(b.after))
      text.tabIndex = 0
      requestAnimationFrame(() => { text.scrollTop = Math.max(0, hit.offsetTop - text.offsetTop - 80) })
      return add(make("div", "page"), text)
    },
  }
  const text = JSON.stringify(data)
  if (root.__drawn === text) return
  root.__drawn = text
  put(root, add(make("div", data.masonry ? "sheet masonry" : "sheet"), ...blocks.map(b => KINDS[b.kind](b))))
}
