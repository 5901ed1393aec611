/** Computer by computer: the spaces whose keys it holds, which whoever rules it can read. */
import Box from '@mui/material/Box'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { numberText } from '#renderer/lib/formats.ts'
import { useTranslation } from '#renderer/lib/i18n.ts'
import { ErrorFace } from '#renderer/ui/ErrorFace.tsx'
import { LoadingFace } from '#renderer/ui/LoadingFace.tsx'
import { useSpaceName } from '#renderer/lib/spaces.ts'
import { tableCardSx, topRowSx } from '#renderer/ui/tables.ts'
import { useDevices } from '../people.queries.ts'

export function MachineSights() {
  const { t } = useTranslation('people')
  const { data: devices, error, refetch } = useDevices()
  const nameOf = useSpaceName()
  return (
    <Box role="region" aria-label={t('sees.views.machines')} tabIndex={0} sx={tableCardSx}>
      {error && <ErrorFace error={error} title={t('machines.error')} retry={() => void refetch()} />}
      {!devices && !error && <LoadingFace rows={2} />}
      {devices && (
        <Table size="small" aria-label={t('sees.views.machines')}>
          <TableHead>
            <TableRow>
              <TableCell>{t('machines.one')}</TableCell>
              <TableCell>{t('sees.holds')}</TableCell>
              <TableCell align="right">{t('machines.people')}</TableCell>
              <TableCell>{t('sees.soReads')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {devices.map((device) => (
              <TableRow key={device.id} sx={topRowSx}>
                <TableCell component="th" scope="row" sx={{ fontWeight: 650, overflowWrap: 'anywhere' }}>
                  {device.name}
                  {device.self && (
                    <Typography variant="body2" color="textSecondary">
                      {t('machines.this')}
                    </Typography>
                  )}
                </TableCell>
                <TableCell>{device.spaces.map(nameOf).join(', ') || t('machines.noSpaces')}</TableCell>
                <TableCell align="right" sx={{ fontFeatureSettings: '"tnum"' }}>
                  {device.people === null ? t('machines.peopleUnknown') : numberText(device.people)}
                </TableCell>
                <TableCell>
                  {device.revoked
                    ? t('sees.revokedReads')
                    : device.spaces.length > 0
                      ? t('sees.reads', { name: device.name, spaces: device.spaces.map(nameOf).join(', ') })
                      : t('sees.readsNothing')}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Box>
  )
}
