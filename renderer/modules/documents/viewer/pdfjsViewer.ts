/** pdfjs's own viewer. It takes the library from a global that the library sets: so that one must be run first. */
import 'pdfjs-dist'

export {
  EventBus,
  FindState,
  GenericL10n,
  PDFFindController,
  PDFLinkService,
  PDFSinglePageViewer,
  PDFViewer,
} from 'pdfjs-dist/web/pdf_viewer.mjs'
