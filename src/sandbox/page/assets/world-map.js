import { h } from './dom.js'

const SVG = 'http://www.w3.org/2000/svg'

function svg(tag, props) {
  const node = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(props)) node.setAttribute(name, String(value))
  return node
}

/** The world, with a dot for each who joined and a line for each pair whose channel is open. */
export function worldMap() {
  const lines = svg('g', { class: 'lines' })
  const dots = svg('g', { class: 'dots' })
  const over = svg('svg', { viewBox: '0 0 1600 800', 'aria-hidden': 'true' })
  over.append(lines, dots)
  const node = h(
    'div',
    { class: 'map', role: 'img', 'aria-label': 'A map of the world' },
    // What happens on it comes first.
    h('img', { fetchpriority: 'low', src: '/world.svg', alt: '', width: '1600', height: '800' }),
    over,
  )

  /** Adds what is new; begins anew where there is less than before. */
  function fill(group, values, size, make) {
    const wanted = values.length / size
    if (group.childElementCount > wanted) group.replaceChildren()
    for (let at = group.childElementCount; at < wanted; at += 1) {
      group.append(make(values.slice(at * size, (at + 1) * size)))
    }
  }

  return {
    node,
    show({ map, count }) {
      // Where there are few, each is seen all the same.
      const few = count.of < 60 ? 'few' : ''
      fill(dots, map.dots, 2, ([cx, cy]) => svg('circle', { cx, cy, r: 4.2, class: few }))
      fill(lines, map.lines, 4, ([x1, y1, x2, y2]) => {
        const lift = Math.hypot(x2 - x1, y2 - y1) * 0.22
        const d = `M${x1} ${y1}Q${(x1 + x2) / 2} ${(y1 + y2) / 2 - lift} ${x2} ${y2}`
        return svg('path', { d })
      })
      const people = map.dots.length / 2
      const pairs = map.lines.length / 4
      node.setAttribute(
        'aria-label',
        `A map of the world: ${people} people, ${pairs} lines between partners. ${count.done} of ${count.of} ${count.what}.`,
      )
    },
  }
}
