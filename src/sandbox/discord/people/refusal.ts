/** What the person's own client would not let them do; it never reaches the application. */
export class Refusal extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'Refusal'
  }
}
