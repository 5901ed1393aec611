/** The sign of the program: a ring with the ball in its opening. */
import Box from '@mui/material/Box'

export function Logo({ size }: { size: string }) {
  return (
    <Box component="svg" viewBox="0 0 32 32" aria-hidden sx={{ width: size, height: size, flex: 'none' }}>
      <Box
        component="path"
        d="M25.2 8.4A12 12 0 1 0 25.2 23.6"
        sx={(theme) => ({
          fill: 'none',
          stroke: theme.vars.palette.primary.main,
          strokeWidth: 4.5,
          strokeLinecap: 'round',
        })}
      />
      <Box component="circle" cx="24.6" cy="16" r="4.2" sx={(theme) => ({ fill: theme.vars.palette.ball.line })} />
    </Box>
  )
}
