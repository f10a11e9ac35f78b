// The board in columns. A card moves by dragging, by the arrow keys or by its menu; what a move means is checked and done in Python.
export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".root"), { words, columns } = data
  const open = columns.filter(c => c.open)
  const held = root.__held ?? (root.__held = { focus: null })
  let announce = root.querySelector(".announce")
  if (!announce) { announce = make("div", "announce"); announce.setAttribute("aria-live", "polite") }

  const move = (card, from, to) => {
    const target = open.find(c => c.id === to)
    if (!target || to === from) return
    held.focus = card.id
    root.querySelector(`[data-id="${CSS.escape(card.id)}"]`)?.classList.add("moving")
    announce.textContent = fill(words.moved, { name: card.title, stage: target.label })
    setTriggerValue("moved", { lead: card.id, to })
  }
  const card = (k, column) => {
    const node = make("article", "card"), title = make("button", "bare title", k.title)
    node.dataset.id = k.id
    title.setAttribute("aria-label", fill(words.open, { name: k.title }))
    title.onclick = () => setTriggerValue("opened", k.id)
    add(node, title, make("div", "sub", k.sub))
    if (k.score != null) {
      const bar = make("div", "bar"), inner = make("i")
      inner.style.width = `${k.score * 100}%`
      add(node, add(make("div", "score"), add(bar, inner), make("span", "", k.score.toFixed(2))))
    }
    const footer = make("footer")
    for (const c of k.chips) { const mark = chip(c.text, c.tone); mark.title = c.title ?? ""; add(footer, mark) }
    if (k.movable) {
      const judged = good => { held.focus = k.id; setTriggerValue("judged", { lead: k.id, good }) }
      const marks = add(make("span", "judging"), ...[["good", words.good], ["bad", words.bad]].map(([name, text]) => {
        const button = make("button", `judge ${name}`, text)
        button.setAttribute("aria-label", fill(words.judge, { label: text, name: k.title }))
        button.setAttribute("aria-pressed", k.label === name)
        button.title = k.label === name ? k.why : ""
        button.onclick = () => judged(name === "good")
        return button
      }))
      const acts = add(make("div", "acts"), marks)
      node.draggable = true
      node.ondragstart = e => { e.dataTransfer.setData("text/plain", JSON.stringify({ id: k.id, from: column.id })); e.dataTransfer.effectAllowed = "move" }
      title.onkeydown = e => {
        if (!e.ctrlKey && !e.metaKey && !e.altKey && "gb".includes(e.key.toLowerCase())) { e.preventDefault(); judged(e.key.toLowerCase() === "g"); return }
        const step = (e.key === "ArrowRight") - (e.key === "ArrowLeft")
        if (!step) return
        e.preventDefault()
        const next = open[open.findIndex(c => c.id === column.id) + step]
        if (next) move(k, column.id, next.id)
      }
      const select = make("select")
      select.setAttribute("aria-label", `${words.move} ${k.title}`)
      add(select, new Option(words.move, ""), ...open.filter(c => c.id !== column.id).map(c => new Option(c.label, c.id)))
      select.onchange = () => move(k, column.id, select.value)
      return add(node, footer, add(acts, select))
    }
    return add(node, footer)
  }
  const section = column => {
    const node = make("section", "col"), head = make("header"), mean = make("span", "end muted", column.mean)
    node.setAttribute("aria-label", column.label)
    node.dataset.stage = column.id
    mean.title = column.mean_title
    add(head, make("h3", "", column.label), make("span", "muted small", column.total.toLocaleString()), mean)
    const cards = make("div", "cards")
    put(cards, ...(column.cards.length ? column.cards.map(k => card(k, column)) : [make("div", "empty", words.empty)]))
    add(node, head, cards)
    if (column.total > column.cards.length) {
      const more = make("button", "more", fill(words.more, { n: (column.total - column.cards.length).toLocaleString() }))
      more.onclick = () => setTriggerValue("more", column.id)
      add(node, more)
    }
    if (column.open) {
      node.ondragover = e => { e.preventDefault(); node.classList.add("over") }
      node.ondragleave = e => { if (!node.contains(e.relatedTarget)) node.classList.remove("over") }
      node.ondrop = e => {
        e.preventDefault()
        node.classList.remove("over")
        let dropped = null
        try { dropped = JSON.parse(e.dataTransfer.getData("text/plain")) } catch { return }
        const k = columns.flatMap(c => c.cards).find(c => c.id === dropped?.id)
        if (k) move(k, dropped.from, column.id)
      }
    }
    return node
  }
  const left = root.querySelector(".board")?.scrollLeft ?? 0
  const active = root.getRootNode().activeElement?.closest?.("[data-id]")?.dataset.id ?? held.focus
  const board = add(make("div", "board"), ...columns.map(section))
  put(root, board, make("p", "help", words.help), announce)
  board.scrollLeft = left
  if (active) { board.querySelector(`[data-id="${CSS.escape(active)}"] .title`)?.focus({ preventScroll: true }); held.focus = null }
}
