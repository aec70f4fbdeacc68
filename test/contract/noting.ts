import type { Platform } from '../../src/port/platform.ts'

/** A platform that notes what is asked of it, as `verb [arguments]`. */
export function noting(platform: Platform, called: string[]): Platform {
  return new Proxy(platform, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      return (...args: unknown[]) => {
        if (name !== 'syncCommands' && name !== 'start')
          called.push(`${String(name)} ${JSON.stringify(args)}`)
        return member.apply(target, args)
      }
    },
  })
}
