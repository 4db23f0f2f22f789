/** The page for when even the error page can't be rendered: no style, no script, the number that finds the log line. */
export function lastResortPage(requestId: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Something broke on our side</title></head><body><main><h1>Something broke on our side</h1>
<p>It is not your fault, and nothing you wrote was changed. Try again in a moment, or go to the <a href="/">first page</a>.</p>
<p>If you write to us, this number helps: <code>${requestId.replace(/[^\w-]/g, '')}</code></p></main></body></html>`
}
