/** One real paper, brought in as a browser page brings it, and read. */
import PDFDocument from 'pdfkit'
import type { Api } from './httpApi.ts'

async function pdfBytes(text: string): Promise<Blob> {
  const paper = new PDFDocument()
  const pieces: BlobPart[] = []
  paper.on('data', (piece: Buffer) => pieces.push(new Uint8Array(piece)))
  const done = new Promise((resolve) => paper.on('end', resolve))
  paper.fontSize(18).text(text)
  paper.end()
  await done
  return new Blob(pieces)
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Gives the id of the paper. @throws when it is not read within 110 s */
export async function onePaper(api: Api, text = 'Verbale del consiglio sulla mensa scolastica'): Promise<string> {
  const bytes = await pdfBytes(text)
  const { uploads } = await api.files.begin({ files: [{ name: 'verbale.pdf', size: bytes.size }] })
  const [upload = ''] = uploads
  await api.files.append({ upload, offset: 0, bytes })
  const { paper } = await api.files.finish({ upload })
  if (paper === null) throw new Error('whoever brought the paper does not see it')
  for (let tries = 0; tries < 550; tries++) {
    const { state } = (await api.documents.open({ id: paper })).paper
    if (state !== 'waiting' && state !== 'reading') return paper
    await wait(200)
  }
  throw new Error('the paper was not read in time')
}
