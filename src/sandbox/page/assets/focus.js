/** Whoever was in a part of `node` that was made anew stays where they were, as well as that is possible. */
export function keepingFocus(node, work) {
  const before = document.activeElement
  const inside = before !== node && node.contains(before)
  const row = inside ? [...node.children].findIndex((child) => child.contains(before)) : -1
  const words = before?.textContent
  work()
  if (!inside || node.contains(document.activeElement)) return
  const buttons = [...(node.children[row]?.querySelectorAll('button, a[href], select') ?? [])]
  const same = buttons.find(({ textContent }) => textContent === words) ?? buttons[0] ?? node
  same.focus({ preventScroll: true })
}
