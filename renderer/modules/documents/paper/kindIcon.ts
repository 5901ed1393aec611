import type { SvgIconComponent } from '@mui/icons-material'
import Description from '@mui/icons-material/Description'
import DraftsOutlined from '@mui/icons-material/DraftsOutlined'
import FolderZip from '@mui/icons-material/FolderZip'
import ImageOutlined from '@mui/icons-material/ImageOutlined'
import InsertDriveFile from '@mui/icons-material/InsertDriveFile'
import PictureAsPdf from '@mui/icons-material/PictureAsPdf'
import TableChart from '@mui/icons-material/TableChart'
import Verified from '@mui/icons-material/Verified'
import type { Format } from '#contract/documents.contract.ts'

const icons: Record<Format, SvgIconComponent> = {
  pdf: PictureAsPdf,
  jpeg: ImageOutlined,
  png: ImageOutlined,
  webp: ImageOutlined,
  tiff: ImageOutlined,
  heic: ImageOutlined,
  gif: ImageOutlined,
  bmp: ImageOutlined,
  xml: Description,
  p7m: Verified,
  eml: DraftsOutlined,
  msg: DraftsOutlined,
  ics: Description,
  vcf: Description,
  csv: TableChart,
  text: Description,
  html: Description,
  docx: Description,
  xlsx: TableChart,
  pptx: Description,
  odt: Description,
  ods: TableChart,
  doc: Description,
  xls: TableChart,
  rtf: Description,
  zip: FolderZip,
  data: InsertDriveFile,
}

export const kindIcon = (format: Format): SvgIconComponent => icons[format]
