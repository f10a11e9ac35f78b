// Shared by all parts. Text from outside reaches the page only through textContent and attribute setters of known names.
const make = (tag, cls, text) => {
  const node = document.createElement(tag)
  if (cls) node.className = cls
  if (text !== undefined && text !== null) node.textContent = String(text)
  return node
}
const put = (node, ...children) => { node.replaceChildren(...children.filter(Boolean)); return node }
const add = (node, ...children) => { node.append(...children.filter(Boolean)); return node }
// Make `nodes` the children of `host` and touch only what differs, so that focus and presses survive a redraw.
const arrange = (host, nodes) => {
  nodes.forEach((node, i) => { if (host.childNodes[i] !== node) host.insertBefore(node, host.childNodes[i] ?? null) })
  while (host.childNodes.length > nodes.length) host.lastChild.remove()
}
const fill = (text, params) => (text ?? "").replace(/\{(\w+)\}/g, (_, key) => params[key] ?? "")
const chip = (text, tone) => make("span", `chip ${tone ?? "gray"}`, text)
// Only http(s) addresses become links; everything else stays text.
const link = (url, text, cls) => {
  if (!/^https?:\/\//i.test(url ?? "")) return make("span", cls, text ?? url)
  const node = make("a", cls, text ?? url)
  node.href = url
  node.target = "_blank"
  node.rel = "noopener noreferrer nofollow"
  return node
}
const span = (seconds, words) => {
  if (seconds === null || seconds === undefined) return "–"
  const s = Math.max(0, Math.round(seconds))
  if (s < 60) return fill(words.seconds, { s })
  if (s < 3600) return fill(words.minutes, { m: Math.floor(s / 60), s: s % 60 })
  return fill(words.hours, { h: Math.floor(s / 3600), m: Math.floor((s % 3600) / 60) })
}
