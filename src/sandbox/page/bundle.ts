/** What reads a module that a path names, such as `page.js`. */
type Read = (name: string) => string

const IMPORT = /^import \{([^}]*)\} from '\.\/([\w-]+\.js)'\n/gm
const EXPORT = /^export (?=(?:async )?(?:function\*?|const) (\w+))/gm

/**
 * Puts modules into one script, so that a browser loads one file instead of two dozen, each of which it would only
 * know of by the one before. Each module becomes a function of its own, called once, after those that it imports.
 * It knows of the language what our modules use: named imports of files beside, each in a statement of its own, and
 * exported functions and constants.
 *
 * @throws Error where modules import each other in a circle, or something else is imported or exported
 */
export function bundle(entry: string, read: Read): string {
  const parts: string[] = []
  const begun = new Set<string>()
  const done = new Set<string>()
  const add = (name: string) => {
    if (done.has(name)) return
    if (begun.has(name)) throw new Error(`${name} imports itself by way of others`)
    begun.add(name)
    const source = read(name)
    for (const [, , imported = ''] of source.matchAll(IMPORT)) add(imported)
    parts.push(asFunction(name, source))
    done.add(name)
  }
  add(entry)
  return `'use strict'\n${parts.join('')}`
}

function asFunction(name: string, source: string): string {
  const exported = [...source.matchAll(EXPORT)].map(([, what]) => what)
  const body = source
    .replace(
      IMPORT,
      (_, names: string, from: string) => `const {${names.replaceAll(' as ', ': ')}} = ${variable(from)}\n`,
    )
    .replace(EXPORT, '')
  const left = /^(?:import|export)\b.*/m.exec(body)
  if (left) throw new Error(`${name} has a line that is not understood here: ${left[0]}`)
  return `const ${variable(name)} = (() => {\n${body}return { ${exported.join(', ')} }\n})()\n`
}

const variable = (file: string): string => `_${file.replace(/\.js$/, '').replaceAll('-', '_')}`
