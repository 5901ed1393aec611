/** A field with its label above and, when it is wrong, how to write it below. Takes all of MUI's input props. */
import Box from '@mui/material/Box'
import OutlinedInput, { type OutlinedInputProps } from '@mui/material/OutlinedInput'
import Typography from '@mui/material/Typography'
import ErrorIcon from '@mui/icons-material/Error'
import { type ReactNode, useId } from 'react'

export interface FieldProps extends Omit<OutlinedInputProps, 'error' | 'label' | 'notched'> {
  label: string
  /** What to write and how; shown in place of the hint. */
  wrong?: string | null
  hint?: ReactNode
}

export function Field({ label, wrong, hint, id, inputProps, sx, ...input }: FieldProps) {
  const made = useId()
  const field = id ?? made
  const said = wrong ?? hint
  return (
    <Box sx={[{ display: 'flex', flexDirection: 'column', gap: 0.5 }, ...(Array.isArray(sx) ? sx : [sx ?? null])]}>
      <Typography component="label" htmlFor={field} variant="body2" sx={{ fontWeight: 600, lineHeight: '1.25rem' }}>
        {label}
      </Typography>
      <OutlinedInput
        id={field}
        error={Boolean(wrong)}
        inputProps={{ ...inputProps, 'aria-describedby': said ? `${field}-said` : undefined }}
        {...input}
      />
      {said && (
        <Typography
          id={`${field}-said`}
          role={wrong ? 'alert' : undefined}
          variant="body2"
          component="div"
          color={wrong ? 'error' : 'textSecondary'}
          sx={{ display: 'flex', alignItems: 'flex-start', gap: 0.5 }}
        >
          {wrong && <ErrorIcon fontSize="small" sx={{ mt: '.125rem' }} />}
          <span>{said}</span>
        </Typography>
      )}
    </Box>
  )
}
