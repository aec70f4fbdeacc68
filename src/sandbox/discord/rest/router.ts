import type { Route } from './call.ts'

interface Node {
  readonly fixed: Map<string, Node>
  any: { readonly name: string; readonly node: Node }[]
  readonly routes: Map<string, Route>
}

const node = (): Node => ({ fixed: new Map(), any: [], routes: new Map() })

export interface Match {
  readonly route: Route
  readonly params: Readonly<Record<string, string>>
}

/** Finds routes by path; a fixed segment (`@me`) goes before a parameter. */
export function createRouter(routes: readonly Route[]): {
  find(method: string, path: string): Match | 'path' | 'method'
} {
  const root = node()
  for (const route of routes) {
    let at = root
    for (const part of route.path.split('/').slice(1)) at = step(at, part)
    at.routes.set(route.method, route)
  }
  return {
    find(method, path) {
      const parts = path.split('/').slice(1)
      const found: { node: Node; params: Record<string, string> }[] = []
      walk(root, parts, 0, {}, found)
      for (const hit of found) {
        const route = hit.node.routes.get(method)
        if (route) return { route, params: hit.params }
      }
      return found.length > 0 ? 'method' : 'path'
    },
  }
}

function step(at: Node, part: string): Node {
  if (!part.startsWith(':')) {
    const next = at.fixed.get(part) ?? node()
    at.fixed.set(part, next)
    return next
  }
  const name = part.slice(1)
  const known = at.any.find((entry) => entry.name === name)
  if (known) return known.node
  const fresh = node()
  at.any.push({ name, node: fresh })
  return fresh
}

function walk(
  at: Node,
  parts: readonly string[],
  i: number,
  params: Record<string, string>,
  found: { node: Node; params: Record<string, string> }[],
): void {
  const part = parts[i]
  if (part === undefined) {
    if (at.routes.size > 0) found.push({ node: at, params })
    return
  }
  const fixed = at.fixed.get(part)
  if (fixed) walk(fixed, parts, i + 1, params, found)
  for (const { name, node: next } of at.any) walk(next, parts, i + 1, { ...params, [name]: part }, found)
}
