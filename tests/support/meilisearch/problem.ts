/** An answer that says no, as Meilisearch words it: `message`, `code`, `type` and `link`. */
export class Problem extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message = code) {
    super(message)
    this.status = status
    this.code = code
  }

  body() {
    const type = this.status === 401 || this.status === 403 ? 'auth' : 'invalid_request'
    return {
      message: this.message,
      code: this.code,
      type: this.status >= 500 ? 'internal' : type,
      link: `https://docs.meilisearch.com/errors#${this.code}`,
    }
  }
}
