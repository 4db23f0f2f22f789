import type { Composer } from './composer.ts'
import { fileQueue, type Uploads } from './file-queue.ts'
import { sendFile } from './send-file.ts'
import { insertBlock, replaceText } from './text.ts'
import { isDone, placeFor } from './unfinished.ts'
import { uploadRow, type Row } from './upload-row.ts'

/** Takes files that are chosen, dropped or pasted: each has a place in the text and a row below it from the first moment. */
export function takeFiles(composer: Composer): Uploads {
  const { box, field } = composer
  const picker = box.querySelector<HTMLInputElement>('input[type=file]')
  const rows = box.querySelector<HTMLElement>('[data-files]')
  const queue = fileQueue()
  if (!picker || !rows) return queue
  const { to = '', most = '0', large = '' } = picker.dataset
  hearFiles(composer, picker, (files) => {
    for (const file of files) {
      const row = uploadRow(composer, file)
      rows.append(row.element)
      rows.hidden = false
      if (file.size > Number(most)) row.failed(large, null)
      else setOut(file, row)
    }
  })

  function setOut(file: File, row: Row): void {
    const place = placeFor(file.name)
    row.starts()
    insertBlock(field, place)
    queue.add(() => bring(file, row, place))
  }

  async function bring(file: File, row: Row, place: string): Promise<void> {
    const { words, stopped, progress } = row
    const answer = await sendFile(file, { url: to, alt: '', words, stopped, progress })
    isDone(place)
    if ('upload' in answer) {
      const { href, markdown } = answer.upload
      put(field, place, markdown)
      row.isHere(
        answer.upload,
        () => put(field, lineOf(href), ''),
        (text) => describe(field, href, text),
      )
      // What was typed while it was on its way.
      return describe(field, href, row.alt())
    }
    put(field, place, '')
    if (answer.error === 'cancelled') row.leave()
    else row.failed(answer.error, answer.again ? () => setOut(file, row) : null)
  }
  return queue
}

/** Calls `take` with the files that somebody chooses, drops into the box or pastes into the text. */
function hearFiles({ box, field }: Composer, picker: HTMLInputElement, take: (files: File[]) => void): void {
  picker.addEventListener('change', () => {
    take([...(picker.files ?? [])])
    picker.value = ''
  })
  box.addEventListener('click', (event) => {
    if ((event.target as Element).closest('[data-pick]')) picker.click()
  })
  field.addEventListener('paste', (event) => {
    const { clipboardData } = event
    // Office programs bring their words as a picture, too: then the words are meant.
    if (!clipboardData || clipboardData.files.length === 0 || clipboardData.types.includes('text/plain'))
      return
    event.preventDefault()
    take([...clipboardData.files])
  })
  const carriesFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') ?? false
  box.addEventListener('dragover', (event) => {
    if (!carriesFiles(event)) return
    event.preventDefault()
    box.dataset['takes'] = ''
  })
  for (const end of ['dragleave', 'drop']) box.addEventListener(end, () => delete box.dataset['takes'])
  box.addEventListener('drop', (event) => {
    if (!carriesFiles(event)) return
    event.preventDefault()
    take([...(event.dataTransfer?.files ?? [])])
  })
}

/** The line by which a text shows a file. */
const lineOf = (href: string) => new RegExp(`!?\\[(?:[^\\]\\\\]|\\\\.)*\\]\\(${href}\\)`)

/** Writes something in the place of something; nothing where that is gone: somebody took it out. */
function put(field: HTMLTextAreaElement, place: string | RegExp, text: string): void {
  const found = typeof place === 'string' ? place : (place.exec(field.value)?.[0] ?? '')
  const start = found ? field.value.indexOf(found) : -1
  if (start === -1) return
  const wholeLine = text === '' && field.value[start + found.length] === '\n' ? 1 : 0
  replaceText(field, [start, start + found.length + wholeLine], text)
}

/** Says in the text what a picture shows. */
function describe(field: HTMLTextAreaElement, href: string, alt: string): void {
  const line = lineOf(href).exec(field.value)?.[0]
  const words = alt.replace(/[\\[\]]/g, '\\$&').replace(/\s+/g, ' ')
  const wanted = `![${words}](${href})`
  if (line?.startsWith('!') && line !== wanted) put(field, line, wanted)
}
