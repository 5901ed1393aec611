/** The first page as a picture, on a sheet; the object address lives as long as the picture is shown. */
import Box from '@mui/material/Box'
import { useEffect, useState } from 'react'

export function useObjectUrl(blob: Blob | undefined): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (!blob) return
    const made = URL.createObjectURL(blob)
    setUrl(made)
    return () => {
      setUrl(null)
      URL.revokeObjectURL(made)
    }
  }, [blob])
  return url
}

export function Picture({ blob, label }: { blob: Blob; label: string }) {
  const url = useObjectUrl(blob)
  if (!url) return null
  return (
    <Box
      component="img"
      src={url}
      alt={label}
      sx={{ display: 'block', width: '100%', background: '#fff', boxShadow: '0 4px 16px rgba(0,0,0,.14)' }}
    />
  )
}
