import type { OpenForm } from '../../chat/form.ts'

const KEPT = 500

/**
 * The forms that were offered lately. A modal must be the first answer to the press of a button, within
 * three seconds, so that what it takes is best at hand.
 */
export class RecentForms {
  private readonly forms = new Map<string, OpenForm['form']>()

  keep(user: string, open: OpenForm | undefined): void {
    if (!open) return
    const key = `${user}:${open.form.id}`
    this.forms.delete(key)
    this.forms.set(key, open.form)
    const [oldest] = this.forms.keys()
    if (this.forms.size > KEPT && oldest !== undefined) this.forms.delete(oldest)
  }

  find(user: string, form: string): OpenForm['form'] | undefined {
    return this.forms.get(`${user}:${form}`)
  }
}
