/** Ids of rows: UUIDv7 (RFC 9562), made on the device that writes the row, so they sort by time. */
import { v7 } from 'uuid'

export const newId = (): string => v7()
