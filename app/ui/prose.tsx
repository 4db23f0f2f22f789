export interface ProseProps {
  /** Baked by the post pipeline, which lets nothing through that could do harm. */
  html: string
  lang?: string
}

/** What a member wrote. */
export function Prose({ html, lang }: ProseProps) {
  return <div className="prose" lang={lang} dir="auto" dangerouslySetInnerHTML={{ __html: html }} />
}
